import type { RepoPath } from '../../source/repo-path.ts'

/** The right to change a repository: nobody else has it at the same time. */
export interface Transaction {
  /** The absolute path of the repository, without symbolic links. */
  readonly root: string
  /** What the user is doing, such as `promote staging production`. */
  readonly title: string
  /** What was done about an earlier command that had been interrupted. */
  readonly recovered: Recovery | undefined
}

/** What became of a transaction whose process was killed. */
export interface Recovery {
  readonly title: string
  readonly outcome: 'finished' | 'undone'
  /** The files that it was to change. */
  readonly paths: readonly RepoPath[]
}
