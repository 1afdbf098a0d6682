import { isNullNode } from './is-null-node.ts'
import type { TreeNode } from './tree-node.ts'

/** Whether two nodes have the same content: kinds, types and values. The order of a mapping's keys does not matter. */
export function isSameNode(a: TreeNode, b: TreeNode): boolean {
  if (a === b) return true
  if (a.kind !== b.kind) return false
  if (a.kind === 'scalar') {
    if (isNullNode(a) || isNullNode(b)) return isNullNode(a) === isNullNode(b)
    return a.value === b.value && (typeOf(a) === typeOf(b) || typeOf(a) === '' || typeOf(b) === '')
  }
  if (a.kind === 'sequence') {
    return a.items.length === b.items.length && a.items.every((item, index) => isSameAs(item, b.items[index]))
  }
  if (a.fields.length !== b.fields.length) return false
  return a.fields.every(({ key, value }, index) => {
    // Mostly the order is the same too.
    const beside = b.fields[index]
    const other = beside?.key.value === key.value ? beside : b.fields.find((field) => field.key.value === key.value)
    return other !== undefined && isSameAs(value, other.value)
  })
}

function isSameAs(a: TreeNode, b: TreeNode | undefined): boolean {
  return b !== undefined && isSameNode(a, b)
}

/** The type as far as the tag tells, or quotes; empty where the text decides, which is then the same for both. */
function typeOf({ tag, style }: TreeNode): string {
  if (tag !== '') return tag
  return style === 'plain' ? '' : '!!str'
}
