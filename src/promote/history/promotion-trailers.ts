/** The trailers by which the commit of a promotion is known again. */
export const promotionTrailers = {
  source: 'Promotion-Source',
  target: 'Promotion-Target',
  /** The commit that the source's files were taken from. */
  commit: 'Promotion-Commit',
  /** The commit that was checked out before. */
  base: 'Promotion-Base',
  /** Git's trees of the directories as they are then. */
  tree: 'Promotion-Tree',
  /** What was carried where it was not everything: `images`, `configuration`, or paths. */
  part: 'Promotion-Part',
  /** `target` where only what had changed in the source was carried, and what the target had of its own stayed. */
  kept: 'Promotion-Kept',
  /** Files of the source that were carried with changes that no commit had. */
  dirty: 'Promotion-Dirty',
  /** What a rollback takes back. */
  reverts: 'Promotion-Reverts',
} as const
