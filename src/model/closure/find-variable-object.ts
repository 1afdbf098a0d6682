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
  const key = keyOf(kind, namespace, name)
  let perhaps: BuiltObject | undefined
  for (const one of applied) {
    if (one.remoteCluster !== undefined) continue
    const object = indexOf(one).get(key)
    if (object !== undefined && one.isCertain) return { object, isCertain: true }
    perhaps ??= object
  }
  if (perhaps !== undefined) return { object: perhaps, isCertain: false }
  const object = own.find(({ id }) => id.group === '' && keyOf(id.kind, id.namespace, id.name) === key)
  return object && { object, isCertain: true }
}

/** Every Flux Kustomization with variables asks, each time for what all others apply. */
const indexes = new WeakMap<AppliedKustomization, ReadonlyMap<string, BuiltObject>>()

function indexOf(one: AppliedKustomization): ReadonlyMap<string, BuiltObject> {
  const index = indexes.get(one) ?? indexObjects(one)
  indexes.set(one, index)
  return index
}

/** The objects of the core group; of several that are called the same, the first. */
function indexObjects({ objects }: AppliedKustomization): ReadonlyMap<string, BuiltObject> {
  const index = new Map<string, BuiltObject>()
  for (const object of objects) {
    const { group, kind, namespace, name } = object.id
    const key = keyOf(kind, namespace, name)
    if (group === '' && !index.has(key)) index.set(key, object)
  }
  return index
}

function keyOf(kind: string, namespace: string, name: string): string {
  return `${kind}\0${namespace}\0${name}`
}
