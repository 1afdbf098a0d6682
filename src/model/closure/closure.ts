import type { KustomizationFile } from '../../kustomize/kustomization-file.ts'
import type { Reference } from '../../kustomize/reference.ts'
import type { RepoPath } from '../../source/repo-path.ts'
import type { Cluster } from '../cluster.ts'
import type { AppliedKustomization } from './applied-kustomization.ts'

/** How a file came into a closure. */
export interface Reached {
  /** The reference that led here first; undefined for the cluster's own root. */
  readonly via: Reference | undefined
  /** False where only a path that is not fully known leads here: it holds a variable or lies in an unknown source. */
  readonly isCertain: boolean
}

/** How a built directory came into a closure. */
export interface Entrance {
  /** The built directory that lists it, or that holds the Flux object which leads to it. */
  readonly parent: RepoPath
  readonly by: 'kustomize' | 'flux'
  readonly isCertain: boolean
}

/** All that a cluster loads and applies. */
export interface Closure {
  readonly cluster: Cluster
  /** Every Flux Kustomization of the cluster as rendered, with its objects; the root first, owners before what they own. */
  readonly applied: readonly AppliedKustomization[]
  readonly files: ReadonlyMap<RepoPath, Reached>
  /** Every directory that is built, by path, with its kustomization file. */
  readonly kustomizations: ReadonlyMap<RepoPath, KustomizationFile>
  /** How each of those directories came in, by the same paths; the cluster's own root is not among them. */
  readonly entrances: ReadonlyMap<RepoPath, Entrance>
  /** The paths in its Flux objects: of Flux Kustomizations, and of charts in the repository. */
  readonly fluxReferences: readonly Reference[]
  /** References that lead out of sight: other repositories, variables, URLs. */
  readonly unseen: readonly Reference[]
}
