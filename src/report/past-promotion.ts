/** A promotion of the past, as `gitops promotions` tells it. */
export interface PastPromotion {
  readonly commit: string
  /** ISO 8601. */
  readonly date: string
  readonly author: string
  readonly source: string
  readonly target: string
  /** The commit of the source that was carried; null where the promotion does not say it. */
  readonly sourceCommit: string | null
  readonly subject: string
  /** Whether a rollback or a revert took it back. */
  readonly isReverted: boolean
}
