import type { RepoPath } from '../../source/repo-path.ts'
import type { FileContent } from './file-content.ts'

/** One file of a transaction. */
export interface FileChange {
  readonly path: RepoPath
  /** What the file must hold when the transaction begins; undefined where there must be none. */
  readonly before: FileContent | undefined
  /** What it holds afterwards; undefined where it is deleted. */
  readonly after: FileContent | undefined
}
