import { chainOf } from '../tree/chain-of.ts'
import type { TreeNode } from '../tree/tree-node.ts'
import type { FieldLineage } from './field-lineage.ts'

/**
 * Every scalar of an object or of a part of it, and every empty collection, with what set it; in the order of the tree.
 * `start` is the path of the part.
 */
export function listFields(root: TreeNode, start: readonly (string | number)[] = []): readonly FieldLineage[] {
  const fields: FieldLineage[] = []
  const walk = (node: TreeNode, path: readonly (string | number)[]): void => {
    if (node.fields.length === 0 && node.items.length === 0) fields.push({ path, node, steps: chainOf(node.step) })
    for (const { key, value } of node.fields) walk(value, [...path, key.value])
    for (const [index, item] of node.items.entries()) walk(item, [...path, index])
  }
  walk(root, start)
  return fields
}
