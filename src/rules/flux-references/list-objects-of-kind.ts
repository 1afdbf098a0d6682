import type { AppliedObject } from '../../model/closure/applied-kustomization.ts'
import type { Closure } from '../../model/closure/closure.ts'
import { listClusterObjects } from '../../model/queries/list-cluster-objects.ts'

const known = new WeakMap<Closure, ReadonlyMap<string, readonly AppliedObject[]>>()

/** Every object of a kind that a cluster has, for certain or perhaps. */
export function listObjectsOfKind(closure: Closure, group: string, kind: string): readonly AppliedObject[] {
  const index = known.get(closure) ?? indexKinds(closure)
  known.set(closure, index)
  return index.get(`${group} ${kind}`) ?? []
}

function indexKinds(closure: Closure): ReadonlyMap<string, readonly AppliedObject[]> {
  const index = new Map<string, AppliedObject[]>()
  for (const object of listClusterObjects(closure).all) {
    const key = `${object.id.group} ${object.id.kind}`
    const list = index.get(key)
    if (list === undefined) index.set(key, [object])
    else list.push(object)
  }
  return index
}
