import type { AppliedObject } from '../closure/applied-kustomization.ts'

/** What Flux and Kubernetes will do because of a change. */
export interface Consequence {
  readonly code:
    | 'flux-deleted'
    | 'deleted'
    | 'emptied'
    | 'left-behind'
    | 'kustomization-deleted'
    | 'kustomization-left-behind'
    | 'moved-first-deleted'
    | 'moved-race'
    | 'moved-not-applied'
    | 'moved-two-owners'
    | 'renamed'
    | 'release-uninstalled'
    | 'release-reinstalled'
    | 'build-fails'
    | 'cluster-gone'
    | 'setting'
    | 'left-alone'
    | 'immutable'
  /** `danger`: something that runs or is stored is lost, perhaps only for a while. */
  readonly severity: 'danger' | 'attention'
  /** One sentence. */
  readonly message: string
  /** The Flux Kustomization that does it, as `namespace/name`. */
  readonly kustomization: string | undefined
  readonly objects: readonly Pick<AppliedObject, 'id'>[]
  /** How to do it without the danger, step by step; empty where nothing needs to be done. */
  readonly steps: readonly string[]
}
