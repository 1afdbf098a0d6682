import type { FileTree } from '../../files/file-tree.ts'
import { nearestMatch } from '../../source/nearest-match.ts'
import { parentDirectory } from '../../source/parent-directory.ts'
import type { RepoPath } from '../../source/repo-path.ts'

/** The path that exists and differs from a missing one in the spelling of one segment. */
export function findNearPath(path: RepoPath, tree: FileTree): RepoPath | undefined {
  let missing = path
  while (missing !== '' && !tree.isDirectory(parentDirectory(missing))) missing = parentDirectory(missing)
  const parent = parentDirectory(missing)
  const start = parent === '' ? 0 : parent.length + 1
  const near = nearestMatch(missing.slice(start), tree.childrenOf(parent))
  if (near === undefined) return undefined
  const corrected = path.slice(0, start) + near + path.slice(missing.length)
  return tree.isFile(corrected) || tree.isDirectory(corrected) ? corrected : undefined
}
