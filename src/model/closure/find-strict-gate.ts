import type { BuiltObject } from '../../kustomize/build/built-object.ts'
import type { TreeNode } from '../../kustomize/tree/tree-node.ts'
import type { AppliedKustomization } from './applied-kustomization.ts'

/** Kinds that say how the controllers of Flux are started: their Deployments, or what makes those. */
const kinds: ReadonlySet<string> = new Set(['Deployment', 'FluxInstance', 'HelmRelease'])
const gate = /\bStrictPostBuildSubstitutions=(true|false)\b/

/**
 * Whether the cluster's kustomize-controller is told to be strict about variables, or not to be, by the feature gate
 * `StrictPostBuildSubstitutions` in its arguments, or in a patch for them; undefined where it is not.
 */
export function findStrictGate(
  applied: readonly AppliedKustomization[],
  own: readonly BuiltObject[],
): boolean | undefined {
  for (const one of applied) {
    const known = answers.get(one) ?? { isStrict: search(one.objects) }
    answers.set(one, known)
    if (known.isStrict !== undefined) return known.isStrict
  }
  return search(own)
}

const answers = new WeakMap<AppliedKustomization, { readonly isStrict: boolean | undefined }>()

function search(objects: readonly BuiltObject[]): boolean | undefined {
  for (const { id, root } of objects) {
    const found = kinds.has(id.kind) ? searchNode(root) : undefined
    if (found !== undefined) return found
  }
  return undefined
}

function searchNode(root: TreeNode): boolean | undefined {
  const open = [root]
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    const found = node.kind === 'scalar' ? gate.exec(node.value)?.[1] : undefined
    if (found !== undefined) return found === 'true'
    for (const item of node.items) open.push(item)
    for (const { value } of node.fields) open.push(value)
  }
  return undefined
}
