import { joinSteps } from './join-steps.ts'
import type { TreeNode } from './tree-node.ts'

/**
 * Overwrites a node in place with another's content (kyaml's SetYNode): its history continues with the other's. The
 * content is shared afterwards, so the other node must not be used again.
 */
export function setValue(node: TreeNode, from: TreeNode): void {
  const step = joinSteps(node.step, from.step)
  Object.assign(node, from)
  node.step = step
}
