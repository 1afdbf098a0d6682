import { getNode } from '../../kustomize/tree/get-node.ts'
import type { TreeNode } from '../../kustomize/tree/tree-node.ts'
import type { Closure } from '../../model/closure/closure.ts'
import { listClusterObjects } from '../../model/queries/list-cluster-objects.ts'
import { isBuiltInGroup } from './is-built-in-group.ts'

const known = new WeakMap<Closure, string>()

/**
 * Whether an object that may make others has a name somewhere in its text: the values of a HelmRelease, or any custom
 * resource that is not Flux' own.
 */
export function mentions(closure: Closure, name: string): boolean {
  const text = known.get(closure) ?? collect(closure)
  known.set(closure, text)
  return text.includes(name)
}

function collect(closure: Closure): string {
  const texts: string[] = []
  const add = (node: TreeNode | undefined): void => {
    const next = node === undefined ? [] : [node]
    for (let one = next.pop(); one !== undefined; one = next.pop()) {
      if (one.kind === 'scalar') texts.push(one.value)
      for (const { key, value } of one.fields) next.push(key, value)
      next.push(...one.items)
    }
  }
  for (const { id, root } of listClusterObjects(closure).all) {
    if (id.kind === 'HelmRelease') add(getNode(root, ['spec', 'values']))
    else if (!isBuiltInGroup(id.group) && !id.group.endsWith('.toolkit.fluxcd.io')) add(root)
  }
  return texts.join('\n')
}
