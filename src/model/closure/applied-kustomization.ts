import type { Build } from '../../kustomize/build/build.ts'
import type { BuiltObject } from '../../kustomize/build/built-object.ts'
import type { Reference } from '../../kustomize/reference.ts'
import type { Substitution } from './substitution.ts'

/** A Flux Kustomization of a cluster as its controller sees it, with what it applies. */
export interface AppliedKustomization {
  readonly name: string
  readonly namespace: string
  /** As rendered by its owner; undefined for a root that is nowhere in the repository. */
  readonly object: BuiltObject | undefined
  /** The one that applies it; undefined for the root, which applies itself. */
  readonly owner: AppliedKustomization | undefined
  /** Its `spec.path`, and where that leads; undefined for a root that is nowhere in the repository. */
  readonly path: Reference | undefined
  readonly components: readonly Reference[]
  /** False where what leads here is not fully known: a variable without a value, or a source out of sight. */
  readonly isCertain: boolean
  readonly isSuspended: boolean
  /**
   * Name of the Secret with the way to another cluster, where that is what it applies to (`spec.kubeConfig`); of a ConfigMap
   * `ConfigMap/<name>`; empty where neither is told.
   */
  readonly remoteCluster: string | undefined
  /** What kustomize makes of its path; undefined where nothing can be built. */
  readonly build: Build | undefined
  readonly substitution: Substitution | undefined
  /** What it applies, as rendered; with problems, what could be rendered. */
  readonly objects: readonly AppliedObject[]
}

/** An object of a cluster with its owner. */
export interface AppliedObject extends BuiltObject {
  readonly owner: AppliedKustomization
}
