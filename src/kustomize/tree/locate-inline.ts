import type { Location } from '../../source/location.ts'
import type { TreeNode } from './tree-node.ts'

/** A stretch of a value that stands in the file as it is. */
interface Stretch {
  /** Offset in the value. */
  readonly value: number
  /** Offset in the file. */
  readonly source: number
  readonly length: number
}

/**
 * Finds places of the text that a scalar holds, such as an inline patch, in the file around it: from offsets in the value
 * to a Location. Exact for blocks and for all texts without escapes; otherwise the whole scalar. Undefined for a scalar
 * that is written nowhere.
 */
export function locateInline(fileText: string, node: TreeNode): ((start: number, end: number) => Location) | undefined {
  const whole = node.step?.at
  if (whole === undefined) return undefined
  const { file } = whole
  const stretches = alignLines(fileText, whole, node)
  if (stretches === undefined) return () => whole
  return (start, end) => {
    const from = sourceOffset(stretches, start, false)
    // A span ends where its last character does, though the next may stand a line further.
    const to = end > start ? sourceOffset(stretches, end - 1, true) + 1 : from
    return { file, start: from, end: Math.max(from, to) }
  }
}

/** Lines of the file side by side with the parts of the value that they hold; undefined where they differ. */
function alignLines(
  text: string,
  { start, end }: Location,
  { value, style }: TreeNode,
): readonly Stretch[] | undefined {
  const isBlock = style === 'literal' || style === 'folded'
  const first = isBlock ? text.lastIndexOf('\n', start - 1) + 1 : start
  const indentation = isBlock ? indentationOf(text.slice(first, end), value) : undefined
  const stretches: Stretch[] = []
  let at = 0
  for (let line = first; line < end; ) {
    const next = text.indexOf('\n', line)
    const lineEnd = next < 0 || next > end ? end : next
    const content = text.slice(line, lineEnd).replace(/\r$/, '')
    const skip = indentation ?? (line === first ? 0 : content.length - content.trimStart().length)
    const kept = isBlock || lineEnd === end ? content.slice(skip) : content.slice(skip).trimEnd()
    if (kept !== '') {
      while (!value.startsWith(kept, at) && /[ \n]/.test(value.charAt(at))) at += 1
      if (!value.startsWith(kept, at)) return undefined
      stretches.push({ value: at, source: line + skip, length: kept.length })
      at += kept.length
    }
    line = lineEnd + 1
  }
  return stretches.length > 0 && value.slice(at).trim() === '' ? stretches : undefined
}

/** How many blanks a block's lines lose: the ones that its first line of content has beyond the value's. */
function indentationOf(block: string, value: string): number {
  return (/^[ \t\r\n]*?( *)[^ \r\n]/.exec(block)?.[1] ?? '').length - (/^\n*( *)/.exec(value)?.[1] ?? '').length
}

function sourceOffset(stretches: readonly Stretch[], offset: number, isInside: boolean): number {
  let low = 0
  let high = stretches.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((stretches[middle]?.value ?? 0) <= offset) low = middle
    else high = middle - 1
  }
  const stretch = stretches[low] ?? { value: 0, source: 0, length: 0 }
  const within = Math.max(0, offset - stretch.value)
  return stretch.source + Math.min(within, isInside ? Math.max(0, stretch.length - 1) : stretch.length)
}
