import type { AppliedObject } from '../closure/applied-kustomization.ts'
import type { Closure } from '../closure/closure.ts'
import { listClusterObjects } from './list-cluster-objects.ts'

/** Which objects are meant. */
export interface ObjectQuery {
  /** Empty for the core group. */
  readonly group: string
  readonly kind: string
  readonly namespace: string
  readonly name: string
}

/** By name, the rarest part of an id. */
const indexes = new WeakMap<Closure, ReadonlyMap<string, readonly AppliedObject[]>>()

/**
 * The objects of a cluster of one group, kind, namespace and name, the certain ones first; several where it has several
 * owners. The namespace of a cluster-scoped object is empty.
 */
export function findClusterObjects(closure: Closure, query: ObjectQuery): readonly AppliedObject[] {
  let index = indexes.get(closure)
  if (index === undefined) {
    index = indexObjects(closure)
    indexes.set(closure, index)
  }
  return index.get(query.name)?.filter(({ id }) => isMeant(id, query)) ?? []
}

function indexObjects(closure: Closure): ReadonlyMap<string, readonly AppliedObject[]> {
  const index = new Map<string, AppliedObject[]>()
  const { certain, all } = listClusterObjects(closure)
  for (const object of new Set([...certain, ...all])) {
    const list = index.get(object.id.name)
    if (list === undefined) index.set(object.id.name, [object])
    else list.push(object)
  }
  return index
}

function isMeant({ group, kind, namespace }: ObjectQuery, query: ObjectQuery): boolean {
  return namespace === query.namespace && kind === query.kind && group === query.group
}
