import type { Location } from '../source/location.ts'
import type { PlacedText } from './placed-text.ts'

/** A GitRepository, OCIRepository, Bucket or HelmRepository. */
export interface FluxSource {
  readonly kind: string
  readonly name: string
  readonly namespace: string | undefined
  /** Where it is written, or what set it last. */
  readonly at: Location | undefined
  readonly url: string | undefined
  /** `spec.ref.branch`. */
  readonly branch: PlacedText | undefined
  /** Whether it follows a tag, a commit or the like instead of a branch. */
  readonly isPinned: boolean
  /** `spec.ignore`: patterns as in `.sourceignore`. */
  readonly ignore: PlacedText | undefined
  /** `spec.sparseCheckout`: the only directories that it takes; undefined takes all. */
  readonly sparseCheckout: readonly string[] | undefined
  /** Whether it brings in the content of other sources (`spec.include`). */
  readonly hasIncludes: boolean
}
