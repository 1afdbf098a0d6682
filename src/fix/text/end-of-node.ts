import { isMap, isNode, isScalar, isSeq, type Node } from 'yaml'

/**
 * Where the text of a node ends: behind its last scalar or bracket, and of a block scalar behind its last line that is not
 * empty. Comments are no part of it.
 */
export function endOfNode(text: string, node: Node): number {
  let last: Node = node
  for (;;) {
    const inner = last.range?.[1] ?? 0
    if ((!isMap(last) && !isSeq(last)) || last.flow === true) {
      const isBlock = isScalar(last) && (last.type === 'BLOCK_LITERAL' || last.type === 'BLOCK_FOLDED')
      return isBlock ? text.slice(0, inner).trimEnd().length : inner
    }
    const item = last.items.at(-1)
    const next = isMap(last) ? lastOf(item) : item
    if (!isNode(next)) return inner
    last = next
  }
}

function lastOf(item: unknown): unknown {
  if (typeof item !== 'object' || item === null || !('key' in item)) return undefined
  const { key, value } = item as { readonly key: unknown; readonly value: unknown }
  return isNode(value) && (value.range?.[1] ?? 0) > 0 ? value : key
}
