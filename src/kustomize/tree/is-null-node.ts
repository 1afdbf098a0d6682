import type { TreeNode } from './tree-node.ts'

/** Whether a node is a null. Parsed nodes carry the tag that their text resolves to (kyaml's IsTaggedNull). */
export function isNullNode(node: TreeNode): boolean {
  return node.kind === 'scalar' && node.tag === '!!null'
}
