import type { Scalar } from 'yaml'
import { spanOf } from '../../yaml/span-of.ts'

/** Where the text of a scalar stands: without its quotes, and of a block from its first to its last sign. */
export function locateText(text: string, node: Scalar): { readonly start: number; readonly end: number } {
  const { start, end } = spanOf(node)
  if (node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED') {
    const header = text.indexOf('\n', start)
    const block = header < 0 || header >= end ? '' : text.slice(header, end)
    const content = block.trim()
    if (content === '') return { start, end }
    const from = header + block.indexOf(content)
    return { start: from, end: from + content.length }
  }
  const quote = node.type === 'QUOTE_SINGLE' || node.type === 'QUOTE_DOUBLE' ? 1 : 0
  const from = Math.min(start + quote, end)
  return { start: from, end: Math.max(from, end - quote) }
}
