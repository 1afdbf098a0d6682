import type { JsonValue } from '../../yaml/json-value.ts'
import { BuildError } from '../build-error.ts'
import { decodeScalar } from './decode-scalar.ts'
import { rereadScalar } from './reread-scalar.ts'
import type { TreeNode } from './tree-node.ts'

/**
 * Whether two nodes are printed alike: same kinds, types and values, however they are written. The order of a mapping's
 * keys does not matter.
 */
export function isSameNode(a: TreeNode, b: TreeNode): boolean {
  if (a === b) return true
  if (a.kind !== b.kind) return false
  if (a.kind === 'scalar') return isSameScalar(a, b)
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

function isSameScalar(a: TreeNode, b: TreeNode): boolean {
  if (a.value === b.value && a.tag === b.tag && a.style === b.style && a.isTagged === b.isTagged) return true
  try {
    return decode(a) === decode(b)
  } catch (error) {
    // What cannot be printed is not the same as anything.
    if (error instanceof BuildError) return false
    throw error
  }
}

function decode(node: TreeNode): JsonValue {
  const value = decodeScalar(rereadScalar(node, false))
  return typeof value === 'bigint' ? Number(value) : value
}
