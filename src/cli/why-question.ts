/** What `why` was asked. */
export interface WhyQuestion {
  /** A directory or a cluster, as it was typed. */
  readonly where: string
  /** `Kind/name`. */
  readonly object: string
  readonly field: string | undefined
  readonly namespace: string | undefined
  /** The Flux Kustomization that applies the object, as `namespace/name`. */
  readonly owner: string | undefined
  readonly format: 'text' | 'json'
}
