import type { RepoPath } from '../../source/repo-path.ts'

/** A promotion of the past, as its commit tells it. */
export interface Promotion {
  /** The commit that holds it. */
  readonly commit: string
  readonly author: string
  /** ISO 8601. */
  readonly date: string
  readonly subject: string
  readonly source: string
  readonly target: string
  /** The commit that the source's files were taken from. */
  readonly sourceCommit: string
  /** Whether the source had changes, too, that no commit has. */
  readonly isDirty: boolean
  /** Git's tree of each directory as it was meant to be, as far as the commit says. */
  readonly trees: ReadonlyMap<RepoPath, string>
  /** What was carried where it was not everything: `images`, `configuration`, or paths. */
  readonly part: string | undefined
  /** Whether what the target had of its own stayed. */
  readonly keepsTarget: boolean
  /** Whether all that had changed in the source was carried; false where a part was. */
  readonly isWhole: boolean
  /** Whether nothing but what is declared was left of what the target had of its own. */
  readonly isReplacement: boolean
  /** Whether a later commit takes it back. */
  readonly isReverted: boolean
}
