import type { BuiltObject } from '../../kustomize/build/built-object.ts'
import type { AppliedKustomization } from './applied-kustomization.ts'

/** An object that holds variables. */
export interface VariableObject {
  readonly object: BuiltObject
  /** Whether it is applied for sure. */
  readonly isCertain: boolean
}

/** An object of the core group by kind, namespace and name, among what is applied to the cluster itself. */
export function findVariableObject(
  applied: readonly AppliedKustomization[],
  own: readonly BuiltObject[],
  kind: string,
  namespace: string,
  name: string,
): VariableObject | undefined {
  const key = keyOf(namespace, name)
  const found = indexOf(applied, kind).get(key)
  if (found !== undefined) return found
  const object = own.find(({ id }) => id.group === '' && id.kind === kind && keyOf(id.namespace, id.name) === key)
  return object && { object, isCertain: true }
}

interface Index {
  /** How many of the list are in it. */
  indexed: number
  readonly objects: Map<string, VariableObject>
}

/** By the list of what is applied, which only grows, and by kind: every Flux Kustomization with variables asks. */
const indexes = new WeakMap<readonly AppliedKustomization[], Map<string, Index>>()

/** The objects of one kind of the core group; of several that are called the same, the first that is certain, else the first. */
function indexOf(applied: readonly AppliedKustomization[], kind: string): ReadonlyMap<string, VariableObject> {
  const byKind = indexes.get(applied) ?? new Map<string, Index>()
  indexes.set(applied, byKind)
  const index = byKind.get(kind) ?? { indexed: 0, objects: new Map<string, VariableObject>() }
  byKind.set(kind, index)
  for (; index.indexed < applied.length; index.indexed += 1) {
    const one = applied[index.indexed]
    if (one === undefined || one.remoteCluster !== undefined) continue
    const { isCertain } = one
    for (const object of one.objects) {
      if (object.id.kind !== kind || object.id.group !== '') continue
      const key = keyOf(object.id.namespace, object.id.name)
      const first = index.objects.get(key)
      if (first === undefined || (isCertain && !first.isCertain)) index.objects.set(key, { object, isCertain })
    }
  }
  return index.objects
}

function keyOf(namespace: string, name: string): string {
  return `${namespace}\0${name}`
}
