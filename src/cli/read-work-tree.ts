import type { FileSystem } from '../files/file-system.ts'
import { readGitContext } from '../files/git-context.ts'
import { chooseGitIndex } from '../files/git-index-command.ts'
import { openGitIndex } from '../files/git-index-file-system.ts'
import { openNodeFileSystem } from '../files/node-file-system.ts'
import { readTrackedTree } from '../files/tracked-tree.ts'
import { readPipeline } from './read-pipeline.ts'
import type { Terminal } from './terminal.ts'

/** Which state of a repository: as it lies on disk, or as the next commit would have it. */
export type RepositoryState = 'work tree' | 'index'

/** The files of a repository on disk, and what Git and the pipeline say of it: all that a model is made from. */
export interface WorkTree {
  /** Its top, as an absolute path. */
  readonly root: string
  readonly files: FileSystem
  /** The index where it is what the next commit would have, and another than the usual one. */
  readonly index: string | undefined
  /** The branch that it is on, or will be. */
  readonly branch: string | undefined
  /** URLs of all remotes. */
  readonly remotes: readonly string[]
}

/** Lists the repository at a directory. */
export async function readWorkTree(
  root: string,
  terminal: Terminal,
  state: RepositoryState = 'work tree',
): Promise<WorkTree> {
  terminal.tell('reading the repository')
  const isIndex = state === 'index'
  // All that Git is asked, it is asked at once.
  const tracked = isIndex ? undefined : readTrackedTree(root)
  const [git, pipeline] = await Promise.all([readGitContext(root), readPipeline(terminal.environment, root)])
  // In a hook, that is the index of the commit that is being made.
  const index = isIndex
    ? await chooseGitIndex(root, terminal.environment.GIT_INDEX_FILE, terminal.workingDirectory)
    : undefined
  const files = isIndex
    ? await openGitIndex(root, { index, ignored: git?.ignored ?? [] })
    : await openNodeFileSystem(root, git?.ignored, tracked)
  return { root, files, index, branch: pipeline.branch ?? git?.branch, remotes: git?.remotes ?? [] }
}
