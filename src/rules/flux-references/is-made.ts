import type { TreeNode } from '../../kustomize/tree/tree-node.ts'
import type { Closure } from '../../model/closure/closure.ts'
import { listKinds } from '../../model/queries/list-objects-of-kind.ts'
import { mayMake } from './mentions.ts'
import type { ObjectReference } from './object-reference.ts'

const known = new WeakMap<Closure, ReadonlySet<string>>()

/**
 * Whether something may make the ConfigMap or Secret of a reference: a custom resource that has this name or speaks of it
 * (ExternalSecret, SealedSecret, Certificate, what gives its outputs to a Secret, …), unless its kind is known to make none.
 * Its namespace is not asked for, as some of them copy to many.
 */
export function isMade({ name }: ObjectReference, closure: Closure): boolean {
  const names = known.get(closure) ?? collect(closure)
  known.set(closure, names)
  return names.has(name)
}

function collect(closure: Closure): ReadonlySet<string> {
  const names = new Set<string>()
  for (const object of listKinds(closure).flatMap((one) => (mayMake(one, 'values') ? one.objects : []))) {
    names.add(object.id.name)
    const next: TreeNode[] = object.root.fields.flatMap(({ key, value }) => (key.value === 'metadata' ? [] : [value]))
    for (let one = next.pop(); one !== undefined; one = next.pop()) {
      if (one.kind === 'scalar') names.add(one.value)
      for (const { value } of one.fields) next.push(value)
      for (const item of one.items) next.push(item)
    }
  }
  return names
}
