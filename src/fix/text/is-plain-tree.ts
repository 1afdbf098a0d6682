import { isAlias, isMap, isNode, isScalar, isSeq } from 'yaml'
import { lineStart } from './line-span.ts'

/**
 * Whether a part of a document can be moved as text: no anchors, aliases, merge keys or tags, and no block scalar whose
 * header says how it ends or where its lines begin.
 */
export function isPlainTree(text: string, root: unknown): boolean {
  const waiting: unknown[] = [root]
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (!isNode(node)) continue
    const start = node.range?.[0] ?? 0
    if (isAlias(node) || node.anchor !== undefined || hasTag(text, start)) return false
    if (isMap(node)) {
      for (const { key, value } of node.items) {
        if (!isScalar(key) || key.anchor !== undefined || typeof key.value === 'symbol' || key.value === '<<')
          return false
        waiting.push(value)
      }
    } else if (isSeq(node)) waiting.push(...node.items)
    else if (isScalar(node) && (node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED')) {
      if (!/^[|>]-?[ \t]*(?:#[^\n]*)?\r?$/m.test(text.slice(start, text.indexOf('\n', start)))) return false
    }
  }
  return true
}

/** A node's range begins behind its tag. */
function hasTag(text: string, start: number): boolean {
  return /(?:^|[\s,:[{-])![^\s'"]*[ \t]+$/.test(text.slice(lineStart(text, start), start))
}
