import type { Location } from '../../source/location.ts'
import type { FieldPath } from './path-part.ts'

/** An entry of `vars`: a name for the value of a field of an object (types.Var). */
export interface Variable {
  readonly name: string
  /** The object by the name that it has in its own file. */
  readonly object: {
    readonly group: string
    readonly version: string
    readonly kind: string
    readonly name: string
    /** Empty for any. */
    readonly namespace: string
  }
  readonly field: FieldPath
  /** Where its name is written. */
  readonly at: Location | undefined
}
