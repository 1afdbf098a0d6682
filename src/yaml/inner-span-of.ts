import type { Scalar } from 'yaml'
import { spanOf } from './span-of.ts'
import type { YamlDocument } from './yaml-document.ts'

/**
 * The span of a scalar's text without its quotes, or without the header of its block, and without its first `skip`
 * characters.
 */
export function innerSpanOf(
  document: YamlDocument,
  node: Scalar,
  skip = 0,
): { readonly start: number; readonly end: number } {
  const { start, end } = spanOf(node)
  if (node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED') {
    const value = String(node.value ?? '').trimEnd()
    const found = document.text.indexOf(value, document.text.indexOf('\n', start))
    return found < 0 || found >= end ? { start, end } : { start: found + skip, end: found + value.length }
  }
  const quote = node.type === 'QUOTE_SINGLE' || node.type === 'QUOTE_DOUBLE' ? 1 : 0
  const from = Math.min(start + quote + skip, end)
  return { start: from, end: Math.max(from, end - quote) }
}
