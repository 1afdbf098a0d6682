import { copyShallow } from './copy-shallow.ts'
import { rereadScalar } from './reread-scalar.ts'
import { throughJson } from './through-json.ts'
import type { TreeNode } from './tree-node.ts'

/**
 * An object as it is after it was printed and read again (Resource.AsYAML), as kustomize hands it to what it configures.
 * Histories are kept. A BuildError where it cannot be printed, or not be read again.
 */
export function printAnew(root: TreeNode): TreeNode {
  return throughJson(rereadAll(root, false))
}

function rereadAll(node: TreeNode, isInside: boolean): TreeNode {
  const isInFlow = isInside || node.isFlow
  if (node.kind === 'scalar') return rereadScalar(node, false, isInFlow)
  const fields = node.fields.map(({ key, value }) => ({
    key: rereadScalar(key, true),
    value: rereadAll(value, isInFlow),
  }))
  return copyShallow(node, { fields, items: node.items.map((item) => rereadAll(item, isInFlow)) })
}
