import { isNullNode } from '../tree/is-null-node.ts'
import type { TreeNode } from '../tree/tree-node.ts'
import { type FieldPath, getItems, getKey, isListFilter, splitListFilter, toIndex, wrongPath } from './path-part.ts'

/**
 * The one node at a path below a node, or undefined where nothing is there (kyaml's PathGetter). Parts are keys, numbers
 * and `-` for the last item of a list, `[name=web]` and `[=value]` for an item of exactly that value. A part that does
 * not fit what it meets is a BuildError.
 */
export function lookUp(node: TreeNode, parts: readonly string[], path: FieldPath): TreeNode | undefined {
  let found: TreeNode | undefined = node
  for (const part of parts.map((text) => text.trim())) {
    if (part === '') continue
    found = step(found, part, path)
    if (found === undefined) return undefined
  }
  return found
}

function step(node: TreeNode, part: string, path: FieldPath): TreeNode | undefined {
  const index = part === '-' ? -1 : toIndex(part)
  if (index !== undefined) {
    if (index < 0 && part !== '-') throw wrongPath(path, 'an index cannot be negative')
    const items = getItems(node, part, path)
    if (part === '-' && items.length === 0) throw wrongPath(path, 'the list is empty')
    return items.at(index)
  }
  if (part === '*') throw wrongPath(path, '`*` cannot be used here')
  if (!isListFilter(part)) return getKey(node, part, path)
  const { field, value } = splitListFilter(part, path)
  const items = getItems(node, part, path)
  if (field === '') return items.find((item) => item.value === value)
  return items.find(
    (item) => item.kind === 'mapping' && !isNullNode(item) && getKey(item, field, path)?.value === value,
  )
}
