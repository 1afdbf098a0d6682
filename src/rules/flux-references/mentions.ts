import { getField } from '../../kustomize/tree/get-field.ts'
import { getNode } from '../../kustomize/tree/get-node.ts'
import type { AppliedObject } from '../../model/closure/applied-kustomization.ts'
import type { Closure } from '../../model/closure/closure.ts'
import { listKinds } from '../../model/queries/list-objects-of-kind.ts'
import { findKnownKind } from '../custom-kinds/find-known-kind.ts'
import { isBuiltInGroup } from './is-built-in-group.ts'
import { listNamesIn } from './list-names-in.ts'

/** What is looked for: a namespace, a ConfigMap or Secret (`values`), or an object of Flux, which charts hardly make. */
type Wanted = 'namespace' | 'values' | 'flux'

const known = new WeakMap<Closure, Map<Wanted, ReadonlySet<string>>>()

/**
 * Whether an object that may make such others has a name as a whole word in its text: the values of a HelmRelease, or a
 * custom resource that is not Flux' own and of which it is not known that it makes none.
 */
export function mentions(closure: Closure, name: string, wanted: Wanted): boolean {
  const byWanted = known.get(closure) ?? new Map<Wanted, ReadonlySet<string>>()
  known.set(closure, byWanted)
  const names = byWanted.get(wanted) ?? collect(closure, wanted)
  byWanted.set(wanted, names)
  return names.has(name)
}

function collect(closure: Closure, wanted: Wanted): ReadonlySet<string> {
  return new Set(
    listKinds(closure).flatMap((one) => {
      const { kind, objects } = one
      if (kind !== 'HelmRelease') return mayMake(one, wanted) ? objects.flatMap(listOwnNames) : []
      return wanted === 'flux' ? [] : objects.flatMap(({ root }) => listNamesIn(getNode(root, ['spec', 'values'])))
    }),
  )
}

/** Whether objects of a kind are custom resources that may make such others. */
export function mayMake(type: { readonly group: string; readonly kind: string }, wanted: Wanted): boolean {
  if (isBuiltInGroup(type.group) || type.group.endsWith('.toolkit.fluxcd.io')) return false
  const makes = findKnownKind(type)?.makes ?? 'anything'
  return makes === 'anything' || makes === wanted
}

/** The words of an object but for those that say what and where it is itself; its name is often that of what it makes. */
function listOwnNames({ id, root }: AppliedObject): readonly string[] {
  const fields = root.fields.filter(({ key }) => key.value !== 'metadata' && key.value !== 'apiVersion')
  const names = [id.name, ...fields.flatMap(({ value }) => listNamesIn(value))]
  return [...names, ...listNamesIn(getField(getField(root, 'metadata'), 'annotations'))]
}
