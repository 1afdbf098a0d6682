import type { Location } from '../../source/location.ts'

/** A variable of a substitution. */
export interface Variable {
  /** Undefined where it exists and cannot be seen: in an encrypted Secret, or one that is made outside of Git. */
  readonly value: string | undefined
  /** Where the value is written. */
  readonly at: Location | undefined
}

/** What a Flux Kustomization substitutes. */
export interface Variables {
  readonly known: ReadonlyMap<string, Variable>
  /** Whether there may be more than the known ones, and others in their place. */
  readonly isOpen: boolean
}
