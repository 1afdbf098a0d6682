import type { Location } from '../../source/location.ts'

/** An object that a cluster has, or that something in it makes. */
export interface NamedObject {
  readonly name: string
  /** Empty where it is not known. */
  readonly namespace: string
  /** Where it has its name from, or what makes it. */
  readonly at: Location | undefined
}
