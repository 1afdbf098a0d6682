import type { Location } from '../../source/location.ts'

/** A field of objects that a transformer works on. Empty texts stand for any group, version or kind (types.FieldSpec). */
export interface FieldSpec {
  readonly group: string
  readonly version: string
  readonly kind: string
  /** Keys separated by slashes; `\/` is a slash in a key, `[]` marks a list. */
  readonly path: string
  /** Whether the field is made where it is missing. */
  readonly create: boolean
  /** Where it is written; undefined for the built-in ones. */
  readonly at?: Location | undefined
}

/** The fields that may hold the name of an object of a type (NameBackReferences). */
export interface NameReference {
  readonly group: string
  readonly version: string
  readonly kind: string
  readonly referrers: readonly FieldSpec[]
}
