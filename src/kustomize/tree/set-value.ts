import { joinSteps } from './join-steps.ts'
import type { TreeNode } from './tree-node.ts'

/**
 * Overwrites a node in place with another's content (kyaml's SetYNode): its history continues with the other's. The
 * content is shared afterwards, so the other node must not be used again.
 */
export function setValue(node: TreeNode, from: TreeNode): void {
  node.kind = from.kind
  node.tag = from.tag
  node.style = from.style
  node.isFlow = from.isFlow
  node.isTagged = from.isTagged
  node.value = from.value
  node.fields = from.fields
  node.items = from.items
  node.step = joinSteps(node.step, from.step)
  node.removed = from.removed
}
