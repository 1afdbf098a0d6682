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
  const known = answers.get(applied) ?? { searched: 0, isStrict: undefined }
  answers.set(applied, known)
  for (; known.isStrict === undefined && known.searched < applied.length; known.searched += 1) {
    known.isStrict = search(applied[known.searched]?.objects ?? [])
  }
  return known.isStrict ?? search(own)
}

/** By the list of what is applied, which only grows. */
const answers = new WeakMap<readonly AppliedKustomization[], { searched: number; isStrict: boolean | undefined }>()

function search(objects: readonly BuiltObject[]): boolean | undefined {
  for (const { id, root } of objects) {
    const found = kinds.has(id.kind) ? searchObject(root) : undefined
    if (found !== undefined) return found
  }
  return undefined
}

/** Clusters share objects. */
const gates = new WeakMap<TreeNode, { readonly isStrict: boolean | undefined }>()

function searchObject(root: TreeNode): boolean | undefined {
  const known = gates.get(root) ?? { isStrict: searchNode(root) }
  gates.set(root, known)
  return known.isStrict
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
