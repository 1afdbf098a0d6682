import type { LocatedUse } from '../../flux/substitution/located-use.ts'
import type { BuiltObject } from '../../kustomize/build/built-object.ts'
import type { AppliedKustomization } from '../closure/applied-kustomization.ts'

const known = new WeakMap<AppliedKustomization, ReadonlyMap<string, readonly LocatedUse[]>>()

/** What substitution did to a field of an object, or to the text around it that became a collection. */
export function listVariableUses(
  owner: AppliedKustomization,
  object: BuiltObject,
  path: readonly (string | number)[],
): readonly LocatedUse[] {
  const all = known.get(owner) ?? index(owner)
  known.set(owner, all)
  if (all.size === 0) return none
  return all.get(keyOf(object))?.filter((use) => leadsTo(use, path)) ?? none
}

const none: readonly LocatedUse[] = []

function index({ substitution }: AppliedKustomization): ReadonlyMap<string, readonly LocatedUse[]> {
  return new Map(substitution?.objects.map(({ object, uses }) => [keyOf(object), uses]))
}

function keyOf({ id: { group, kind, namespace, name } }: BuiltObject): string {
  return `${name}\0${kind}\0${namespace}\0${group}`
}

/** Keys with variables are called otherwise after the substitution. */
function leadsTo({ path: used, isKey }: LocatedUse, path: readonly (string | number)[]): boolean {
  return (
    used.length <= path.length &&
    used.every((part, index) => part === path[index] || (typeof part === 'string' && part.includes('${'))) &&
    (!isKey || used.length === path.length)
  )
}
