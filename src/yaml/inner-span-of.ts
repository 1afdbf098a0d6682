import type { Scalar } from 'yaml'
import { spanOf } from './span-of.ts'

/** The span of a scalar's text without its quotes and without its first `skip` characters. */
export function innerSpanOf(node: Scalar, skip = 0): { readonly start: number; readonly end: number } {
  const { start, end } = spanOf(node)
  const quote = node.type === 'QUOTE_SINGLE' || node.type === 'QUOTE_DOUBLE' ? 1 : 0
  const from = Math.min(start + quote + skip, end)
  return { start: from, end: Math.max(from, end - quote) }
}
