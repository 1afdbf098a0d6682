import { resolve } from 'node:path'
import type { FileSystem } from '../files/file-system.ts'
import { readGitContext } from '../files/git-context.ts'
import { isDirectory } from '../files/is-directory.ts'
import { openNodeFileSystem } from '../files/node-file-system.ts'

/** The checkout of another repository, at a path from the top of this one; undefined where there is none. */
export async function openCheckout(root: string, path: string): Promise<FileSystem | undefined> {
  const directory = resolve(root, path)
  if (!isDirectory(directory)) return undefined
  const git = await readGitContext(directory)
  return openNodeFileSystem(directory, git?.ignored)
}
