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
  return index.get(keyOf(query)) ?? []
}

function indexObjects(closure: Closure): ReadonlyMap<string, readonly AppliedObject[]> {
  const index = new Map<string, AppliedObject[]>()
  const { certain, all } = listClusterObjects(closure)
  for (const object of new Set([...certain, ...all])) {
    const key = keyOf(object.id)
    const list = index.get(key)
    if (list === undefined) index.set(key, [object])
    else list.push(object)
  }
  return index
}

function keyOf({ group, kind, namespace, name }: ObjectQuery): string {
  return `${group}\0${kind}\0${namespace}\0${name}`
}
