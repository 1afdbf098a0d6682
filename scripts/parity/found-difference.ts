import type { Difference } from './accepted-differences.ts'

/** A difference, where it comes from, and the smallest case found that shows it. */
export interface FoundDifference extends Difference {
  readonly index: number
  readonly isShrunk: boolean
  /** How many others are of this kind. */
  others: number
}
