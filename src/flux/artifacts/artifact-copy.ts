import type { Location } from '../../source/location.ts'

/** One `copy` of an ArtifactGenerator's artifact, as it is written. */
export interface ArtifactCopy {
  /** `@alias/pattern` */
  readonly from: string
  /** `@artifact/path` */
  readonly to: string
  readonly exclude?: readonly string[] | undefined
  /** `Overwrite` where nothing is written. */
  readonly strategy?: string | undefined
  /** Whether nothing to copy is fine, which Flux 2.9 does not know yet. */
  readonly isOptional?: boolean | undefined
  readonly at?: Location | undefined
}
