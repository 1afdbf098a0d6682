import { getField } from './get-field.ts'
import type { TreeNode } from './tree-node.ts'

/** The node at a path of keys and indexes, or undefined. */
export function getNode(node: TreeNode | undefined, path: readonly (string | number)[]): TreeNode | undefined {
  let found = node
  for (const step of path) found = typeof step === 'number' ? found?.items[step] : getField(found, step)
  return found
}
