import type { Location } from '../../source/location.ts'

/** A field of an object that names another object. */
export interface ObjectReference {
  /** As it is written in text: `spec.sourceRef`. */
  readonly field: string
  readonly group: string
  readonly kind: string
  readonly name: string
  /** Where it is looked for; by default the namespace of the object that names it. */
  readonly namespace: string
  /** Whether the field can name another namespace. */
  readonly takesNamespace: boolean
  /** Whether Flux goes on without it. */
  readonly isOptional: boolean
  /** What set the name. */
  readonly at: Location
  /** `HelmRelease/apps/podinfo#spec.chartRef`. */
  readonly pointer: string
}
