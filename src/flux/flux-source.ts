import type { KubernetesObject } from '../kustomize/kubernetes-object.ts'

/** A GitRepository, OCIRepository, Bucket or HelmRepository as written in a file. */
export interface FluxSource {
  readonly object: KubernetesObject
  readonly kind: string
  readonly name: string
  readonly url: string | undefined
  /** `spec.ref.branch`. */
  readonly branch: string | undefined
}
