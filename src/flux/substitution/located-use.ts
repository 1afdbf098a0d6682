import type { Location } from '../../source/location.ts'
import type { UseOutcome } from './evaluate-template.ts'
import type { Variable } from './variables.ts'

/** A `${…}` in an object. */
export interface LocatedUse {
  readonly name: string
  /** What is done with the value: `:=`, `#`, `//`, …; empty where nothing is. */
  readonly operator: string
  readonly outcome: UseOutcome
  /** The variable, where it is known. */
  readonly variable: Variable | undefined
  /** The field, as it was called before. */
  readonly path: readonly (string | number)[]
  /** Whether it stands in the key at the end of the path, not in its value. */
  readonly isKey: boolean
  /** The `${…}` in the source, or the whole scalar where it is written otherwise there. */
  readonly at: Location | undefined
}
