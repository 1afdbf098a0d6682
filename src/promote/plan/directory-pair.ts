import type { RepoPath } from '../../source/repo-path.ts'

/** A directory of the source and its counterpart in the target. */
export interface DirectoryPair {
  readonly from: RepoPath
  readonly to: RepoPath
}
