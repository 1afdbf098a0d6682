import type { TreeNode } from './tree-node.ts'

/** The value of a key, or undefined where the node is no mapping or lacks it. */
export function getField(node: TreeNode | undefined, key: string): TreeNode | undefined {
  if (node === undefined) return undefined
  for (const field of node.fields) if (field.key.value === key && field.key.kind === 'scalar') return field.value
  return undefined
}
