import { TreeNode } from './tree-node.ts'

/** A copy of one node with some of it changed. What is in it is shared with the node. */
export function copyShallow(node: Readonly<TreeNode>, changes: Partial<TreeNode> = {}): TreeNode {
  const copy = new TreeNode(node.origin, node.source)
  copy.kind = node.kind
  copy.tag = node.tag
  copy.style = node.style
  copy.isFlow = node.isFlow
  copy.isTagged = node.isTagged
  copy.value = node.value
  copy.fields = node.fields
  copy.items = node.items
  copy.removed = node.removed
  return Object.assign(copy, changes)
}
