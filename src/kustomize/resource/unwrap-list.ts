import { getField } from '../tree/get-field.ts'
import { isEmptyNode } from '../tree/is-empty-node.ts'
import type { TreeNode } from '../tree/tree-node.ts'

/**
 * The items of a `List` or `ResourceList`, or the object itself where it is no such list (kyaml's ByteReader, which does
 * so only for the one document of a stream).
 */
export function unwrapList(tree: TreeNode): readonly TreeNode[] {
  const kind = getField(tree, 'kind')
  const isList = kind !== undefined && !isEmptyNode(kind) && (kind.value === 'List' || kind.value === 'ResourceList')
  const items = getField(tree, 'items')
  if (!isList || (items === undefined && getField(tree, 'functionConfig') === undefined)) return [tree]
  if (items === undefined) return []
  // Of a map the keys count, too.
  return items.kind === 'mapping' ? items.fields.flatMap(({ key, value }) => [key, value]) : items.items
}
