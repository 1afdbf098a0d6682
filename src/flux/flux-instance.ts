import type { TreeNode } from '../kustomize/tree/tree-node.ts'
import type { Location } from '../source/location.ts'
import type { RepoPath } from '../source/repo-path.ts'

/** Where a Flux Operator's FluxInstance takes the cluster from: its `spec.sync`. */
export interface FluxInstance {
  /** Of the source and the Flux Kustomization that the operator makes. */
  readonly name: string
  readonly namespace: string
  readonly path: string
  readonly pathAt: Location
  /** Kind of the source that it syncs from. */
  readonly kind: string
  /** The file that it stands in. */
  readonly file: RepoPath
  readonly url: string | undefined
  /** `ref` where it is a branch of Git, and its place. */
  readonly branch: { readonly name: string; readonly at: Location } | undefined
  /** `spec.kustomize.patches`, which change what the operator makes. */
  readonly patches: readonly TreeNode[]
}

/** The field of a reference from a FluxInstance to the directory that it syncs. */
export const fluxInstancePath = 'spec.sync.path'
