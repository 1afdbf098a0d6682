import type { Location } from '../source/location.ts'

/** A text in an object, and the place that set it last. */
export interface PlacedText {
  readonly text: string
  /** Undefined for what no line holds. */
  readonly at: Location | undefined
}
