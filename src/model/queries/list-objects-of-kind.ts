import type { AppliedObject } from '../closure/applied-kustomization.ts'
import type { Closure } from '../closure/closure.ts'
import { listClusterObjects } from './list-cluster-objects.ts'

/** The objects of one kind of an API group, of whatever version. */
export interface ObjectsOfKind {
  /** Empty for the core group. */
  readonly group: string
  readonly kind: string
  /** In the order of the cluster; at least one. */
  readonly objects: readonly AppliedObject[]
}

type Index = ReadonlyMap<string, readonly ObjectsOfKind[]>

/** By the kind alone, for few groups have kinds of the same name. */
const known = new WeakMap<Closure, Index>()

/** Every object of a kind that a cluster has, for certain or perhaps. */
export function listObjectsOfKind(closure: Closure, group: string, kind: string): readonly AppliedObject[] {
  return (
    indexOf(closure)
      .get(kind)
      ?.find((one) => one.group === group)?.objects ?? none
  )
}

/** All that a cluster has, for certain or perhaps, by kind: what is the same for all objects of a kind is asked once. */
export function listKinds(closure: Closure): readonly ObjectsOfKind[] {
  return [...indexOf(closure).values()].flat()
}

const none: readonly AppliedObject[] = []

function indexOf(closure: Closure): Index {
  const index = known.get(closure) ?? indexKinds(closure)
  known.set(closure, index)
  return index
}

function indexKinds(closure: Closure): Index {
  const index = new Map<string, (ObjectsOfKind & { readonly objects: AppliedObject[] })[]>()
  for (const object of listClusterObjects(closure).all) {
    const { group, kind } = object.id
    const groups = index.get(kind)
    const found = groups?.find((one) => one.group === group)
    if (found !== undefined) found.objects.push(object)
    else if (groups !== undefined) groups.push({ group, kind, objects: [object] })
    else index.set(kind, [{ group, kind, objects: [object] }])
  }
  return index
}
