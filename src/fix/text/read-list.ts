import { isNode, isSeq, type Node } from 'yaml'
import { endOfNode } from './end-of-node.ts'
import type { Item, List } from './field.ts'
import { lineEnd, lineStart } from './line-span.ts'

/** A list with the lines of each element, or why they cannot be told apart. `from` is where the lines of the first begin. */
export function readList(text: string, node: Node | undefined, from: number): List | { readonly why: string } {
  if (!isSeq(node)) return { why: 'it is not a list' }
  const isFlow = node.flow === true
  if (isFlow && /#|\n/.test(text.slice(node.range?.[0] ?? 0, node.range?.[1] ?? 0))) {
    return { why: 'its list in brackets has comments or several lines' }
  }
  const items: Item[] = []
  let column = -1
  let start = from
  for (const item of node.items) {
    const at = isNode(item) ? (item.range?.[0] ?? 0) : 0
    if (!isNode(item) || at === (item.range?.[1] ?? 0)) return { why: 'its list has an empty entry' }
    const textEnd = endOfNode(text, item)
    if (isFlow) {
      items.push({ node: item, start: at, textAt: at, textEnd, end: textEnd })
      continue
    }
    const line = lineStart(text, at)
    const lead = /^( *)-( +)$/.exec(text.slice(line, at))
    if (lead === null || line < start || (column >= 0 && lead[1]?.length !== column)) {
      return { why: 'its list is not written with one entry on a line' }
    }
    column = lead[1]?.length ?? 0
    const end = lineEnd(text, textEnd)
    items.push({ node: item, start, textAt: at, textEnd, end })
    start = end
  }
  return { node, isFlow, column, items }
}
