import type { KeptField } from '../../model/layout.ts'

/** A field of a file that is the environment's own. */
export interface KeptValue {
  readonly declaration: KeptField
  /** The field as people write it: `Deployment web: spec.replicas`; without object in files that are none. */
  readonly path: string
}
