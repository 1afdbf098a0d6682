import type { RepoPath } from '../../source/repo-path.ts'

/** A file that a repository is offered. */
export interface NewFile {
  readonly path: RepoPath
  readonly text: string
  /** Other names under which the same program finds its file. */
  readonly aliases: readonly RepoPath[]
  /** What is still to be done by hand once it is there. */
  readonly next: readonly string[]
}
