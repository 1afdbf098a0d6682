import type { Location } from '../source/location.ts'

/** Where a Flux Operator's FluxInstance takes the cluster from: its `spec.sync`. */
export interface FluxInstance {
  readonly path: string
  readonly at: Location
  readonly url: string | undefined
  readonly branch: string | undefined
}
