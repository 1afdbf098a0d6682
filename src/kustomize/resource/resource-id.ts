/** What tells objects apart (kyaml's resid.ResId). */
export interface ResourceId {
  readonly group: string
  readonly version: string
  readonly kind: string
  readonly name: string
  readonly namespace: string
  /** Known to be cluster-scoped. Previous ids are never known to be, as in kustomize. */
  readonly isClusterScoped: boolean
}

/** The namespace that stands for none in cluster-scoped ids. */
export const clusterScope = '_non_namespaceable_'
