import type { Location } from '../source/location.ts'

/** Which Flux source an object takes its files from; the namespace is the object's own where none is written. */
export interface SourceReference {
  readonly kind: string
  readonly name: string
  readonly namespace: string | undefined
  /** Where the name is set. */
  readonly at: Location | undefined
}
