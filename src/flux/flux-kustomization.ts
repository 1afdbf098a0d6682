import type { KubernetesObject } from '../kustomize/kubernetes-object.ts'
import type { Reference } from '../kustomize/reference.ts'
import type { Location } from '../source/location.ts'
import type { SourceReference } from './source-reference.ts'

/** A Flux Kustomization (kustomize.toolkit.fluxcd.io) as written in a file, before patches and substitution. */
export interface FluxKustomization {
  readonly object: KubernetesObject
  readonly name: string | undefined
  /** Where the name is written. */
  readonly at: Location | undefined
  readonly source: SourceReference | undefined
  /** `spec.path`; where clusters have the object, as the first of them renders it. */
  readonly path: Reference | undefined
  /** `spec.components`. */
  readonly components: readonly Reference[]
}
