import type { RepoPath } from '../../source/repo-path.ts'
import type { Fingerprint } from './fingerprint.ts'

/** Everything that is needed to finish or undo a transaction, besides the contents in its workspace. */
export interface Journal {
  /** What the user was doing, such as `promote staging production`. */
  readonly title: string
  /** The changes by their numbers in the workspace, sorted by path. */
  readonly entries: readonly JournalEntry[]
  /** Directories that have no file left afterwards, deepest first, with their permissions. */
  readonly removedDirectories: readonly { readonly path: RepoPath; readonly permissions: number }[]
  /** Directories that were not there before, deepest first. */
  readonly createdDirectories: readonly RepoPath[]
}

/** One change of a transaction; undefined stands for no file. */
export interface JournalEntry {
  readonly path: RepoPath
  readonly before: Fingerprint | undefined
  readonly after: Fingerprint | undefined
}
