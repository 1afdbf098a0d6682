import type { BuiltObject } from '../../kustomize/build/built-object.ts'
import { chainOf } from '../../kustomize/tree/chain-of.ts'
import { getNode } from '../../kustomize/tree/get-node.ts'
import type { Closure } from '../../model/closure/closure.ts'
import { listClusterObjects } from '../../model/queries/list-cluster-objects.ts'
import type { Location } from '../../source/location.ts'

/** An object that a cluster gets, with the place where its name was first written. */
export interface WrittenObject {
  readonly object: BuiltObject
  readonly at: Location
}

/**
 * The objects that a cluster may get, by the place where they are written, so that the same object is known again under
 * the names that clusters give it.
 */
export function indexWrittenObjects(closure: Closure): ReadonlyMap<string, WrittenObject> {
  const index = new Map<string, WrittenObject>()
  for (const object of listClusterObjects(closure).all) {
    const at = chainOf(getNode(object.root, ['metadata', 'name'])?.step)[0]?.at
    if (at !== undefined) index.set(`${at.file}:${at.start}`, { object, at })
  }
  return index
}
