import type { AppliedKustomization, AppliedObject } from '../closure/applied-kustomization.ts'
import type { Closure } from '../closure/closure.ts'
import type { FieldChange } from './field-change.ts'

/** What a change does to a cluster. */
export interface ClusterDiff {
  /** At least one of them is there. */
  readonly before: Closure | undefined
  readonly after: Closure | undefined
  /** Every Flux Kustomization of either side, owners before what they own. */
  readonly kustomizations: readonly KustomizationPair[]
  /** What differs: as it is applied afterwards, then what is gone. */
  readonly objects: readonly ObjectDiff[]
  /** Flux Kustomizations whose objects cannot be told on one of the sides. */
  readonly unknown: readonly UnknownObjects[]
}

/** A Flux Kustomization before and after. */
export interface KustomizationPair {
  /** `namespace/name`. */
  readonly name: string
  readonly before: KustomizationSide | undefined
  readonly after: KustomizationSide | undefined
}

/** A Flux Kustomization on one side. */
export interface KustomizationSide {
  /**
   * `known`: what it applies is seen. `failing`: Flux cannot build or apply it, so that it leaves everything as it is.
   * `unseen`: a variable without a value or a source out of sight decides.
   */
  readonly state: 'known' | 'failing' | 'unseen'
  /** Why it fails, behind “fails: ”; undefined where it does not. */
  readonly problem: string | undefined
  readonly applied: AppliedKustomization
  /** With several of one name in the cluster, of all of them. */
  readonly objects: readonly AppliedObject[]
}

/** An object that differs. */
export interface ObjectDiff {
  /**
   * `moved`: another Flux Kustomization applies it. `renamed`: what is the same object in the repository has another name
   * or namespace, which for Kubernetes makes it another object.
   */
  readonly change: 'added' | 'removed' | 'changed' | 'moved' | 'renamed'
  readonly before: AppliedObject | undefined
  readonly after: AppliedObject | undefined
  readonly from: KustomizationPair | undefined
  readonly to: KustomizationPair | undefined
  /**
   * Another Flux Kustomization that applies the object as well: that it stays in where it is `moved`, that it is in too
   * where it is `added`. Elsewhere undefined.
   */
  readonly shares: KustomizationPair | undefined
  /** Empty for what is new or gone. */
  readonly fields: readonly FieldChange[]
}

/** Objects that are not compared. */
export interface UnknownObjects {
  readonly kustomization: KustomizationPair
  readonly reason: 'fails' | 'failed-before' | 'out-of-sight' | 'owner-stays-as-it-is' | 'remote-parts'
  /** How many objects are on one side only and not told to be new or gone. */
  readonly count: number
}
