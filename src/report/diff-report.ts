import type { Cause } from '../kustomize/tree/step.ts'
import type { ObjectDiff, UnknownObjects } from '../model/diff/cluster-diff.ts'
import type { Consequence } from '../model/diff/consequence.ts'
import type { JsonValue } from '../yaml/json-value.ts'

/** What a change does to clusters, secrets left out; schemas/diff.schema.json describes it. */
export interface DiffReport {
  readonly version: 1
  readonly base: DiffRevision
  readonly head: DiffRevision
  /** Clusters that differ in the same way are told together; those that do not differ as well. */
  readonly clusters: readonly ClusterDiffReport[]
}

/** What is compared: a revision as it was named, with its commit, or the work tree. */
export interface DiffRevision {
  readonly revision: string
  /** Null for the work tree. */
  readonly commit: string | null
}

/** The same difference of one or several clusters. */
export interface ClusterDiffReport {
  readonly clusters: readonly string[]
  readonly exists: 'both' | 'before' | 'after'
  readonly consequences: readonly ConsequenceReport[]
  readonly objects: readonly ObjectReport[]
  readonly unknown: readonly UnknownReport[]
}

/** What Flux and Kubernetes do because of the change. */
export interface ConsequenceReport {
  readonly code: Consequence['code']
  readonly severity: Consequence['severity']
  readonly message: string
  readonly kustomization: string | null
  readonly objects: readonly DiffObjectId[]
  readonly steps: readonly string[]
}

/** Names an object. */
export interface DiffObjectId {
  readonly apiVersion: string
  readonly kind: string
  readonly name: string
  readonly namespace: string | null
}

/** An object that differs. */
export interface ObjectReport {
  readonly change: ObjectDiff['change']
  readonly before: ObjectSide | null
  readonly after: ObjectSide | null
  readonly fields: readonly FieldReport[]
}

/** An object on one side: its Flux Kustomization, and where its name is written. */
export interface ObjectSide extends DiffObjectId, DiffPlace {
  readonly kustomization: string
}

/** A field that differs. */
export interface FieldReport {
  readonly field: string
  readonly change: 'added' | 'removed' | 'changed' | 'order'
  /** Whether all of it is a secret. */
  readonly secret: boolean
  readonly before: FieldSideReport | null
  readonly after: FieldSideReport | null
}

/** A field on one side, with the places that set it, base first. */
export interface FieldSideReport {
  /** Null for a secret; one within a map or list is a mask. */
  readonly value: JsonValue
  readonly steps: readonly ({ readonly cause: Cause } & DiffPlace)[]
}

/** Lines and columns begin with 1; null where no line holds it. */
export interface DiffPlace {
  readonly file: string | null
  readonly line: number | null
  readonly column: number | null
}

/** Objects that are not compared. */
export interface UnknownReport {
  readonly kustomization: string
  readonly reason: UnknownObjects['reason']
  readonly message: string
  readonly objects: number
}
