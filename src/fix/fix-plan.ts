import type { FileChange } from '../files/transaction/file-change.ts'
import type { Diagnostic } from '../source/diagnostic.ts'
import type { RepoPath } from '../source/repo-path.ts'
import type { FixEffect } from './fix.ts'

/** A fix that is proven and part of the changes. */
export interface AppliedFix {
  /** The finding that it settles; what else it settles is gone afterwards too. */
  readonly finding: Diagnostic
  readonly title: string
  readonly effect: FixEffect
  /** The files that it changes or creates, sorted. */
  readonly files: readonly RepoPath[]
  /** How many builds and Flux Kustomizations load these files, and were compared. */
  readonly compared: number
  /** Whether all of these build, and nothing of them is unseen. */
  readonly isWhole: boolean
}

/** A finding that a fix is known for, which is not made. */
export interface RefusedFix {
  readonly finding: Diagnostic
  readonly title: string
  /** One clause that ends a sentence. */
  readonly why: string
}

/** What `--fix` would do. */
export interface FixPlan {
  /** Sorted by path; to be applied as one transaction. */
  readonly changes: readonly FileChange[]
  /** In the order in which they are made. */
  readonly applied: readonly AppliedFix[]
  readonly refused: readonly RefusedFix[]
}
