import type { AppliedObject } from '../closure/applied-kustomization.ts'
import type { Closure } from '../closure/closure.ts'
import { listObjectsOfKind } from './list-objects-of-kind.ts'

/** Which objects are meant. */
export interface ObjectQuery {
  /** Empty for the core group. */
  readonly group: string
  readonly kind: string
  readonly namespace: string
  readonly name: string
}

/** By name, the rarest part of an id, for each kind that is asked for. */
const indexes = new WeakMap<readonly AppliedObject[], ReadonlyMap<string, readonly AppliedObject[]>>()

/**
 * The objects of a cluster of one group, kind, namespace and name, the certain ones first; several where it has several
 * owners. The namespace of a cluster-scoped object is empty.
 */
export function findClusterObjects(closure: Closure, query: ObjectQuery): readonly AppliedObject[] {
  const objects = listObjectsOfKind(closure, query.group, query.kind)
  const index = indexes.get(objects) ?? indexObjects(objects)
  indexes.set(objects, index)
  return index.get(query.name)?.filter(({ id }) => id.namespace === query.namespace) ?? []
}

function indexObjects(objects: readonly AppliedObject[]): ReadonlyMap<string, readonly AppliedObject[]> {
  const index = new Map<string, AppliedObject[]>()
  for (const isCertain of [true, false]) {
    for (const object of objects) {
      if (object.owner.isCertain !== isCertain) continue
      const list = index.get(object.id.name)
      if (list === undefined) index.set(object.id.name, [object])
      else list.push(object)
    }
  }
  return index
}
