import { isNullNode } from '../tree/is-null-node.ts'
import type { TreeNode } from '../tree/tree-node.ts'

/** The text of a setting; empty where it is missing or null. */
export function readText(node: TreeNode | undefined): string {
  return node === undefined || node.kind !== 'scalar' || isNullNode(node) ? '' : node.value
}
