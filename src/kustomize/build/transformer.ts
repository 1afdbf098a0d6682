import type { Effect } from '../effect.ts'
import type { Resource } from '../resource/resource.ts'
import type { Observation } from './build-run.ts'
import type { Origin } from './origin.ts'

/** One thing that a kustomization file does to all objects at hand. */
export interface Transformer {
  /** What `buildMetadata` says of it. */
  readonly origin: Origin | undefined
  /** The entry of a list, to tell what it did; undefined for what is meant for all objects. */
  readonly entry?: Omit<Observation, keyof Effect>
  /** Whether objects can come out with the same id, which is looked for then. */
  readonly mayCollide?: boolean
  apply(resources: readonly Resource[]): Effect
}
