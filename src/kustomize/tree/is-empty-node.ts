import { isNullNode } from './is-null-node.ts'
import type { TreeNode } from './tree-node.ts'

/** Whether a node is nothing: null, an empty mapping or an empty sequence (kyaml's IsYNodeNilOrEmpty). */
export function isEmptyNode(node: TreeNode | undefined): boolean {
  if (node === undefined) return true
  if (node.kind === 'mapping') return node.fields.length === 0
  if (node.kind === 'sequence') return node.items.length === 0
  return isNullNode(node)
}
