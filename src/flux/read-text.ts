import { getNode } from '../kustomize/tree/get-node.ts'
import { isNullNode } from '../kustomize/tree/is-null-node.ts'
import type { TreeNode } from '../kustomize/tree/tree-node.ts'
import type { PlacedText } from './placed-text.ts'

/** The text at a path of keys; undefined where there is none, or something else. */
export function readText(root: TreeNode | undefined, path: readonly string[]): PlacedText | undefined {
  const node = getNode(root, path)
  if (node === undefined || node.kind !== 'scalar' || isNullNode(node)) return undefined
  return { text: node.value, at: node.step?.at }
}
