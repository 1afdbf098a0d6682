import type { MergeNode } from './merge-node.ts'

/** Whole lines that belong to an entry of a block collection. */
export interface Chunk {
  /** The first of the comments directly above; the entry itself where something else stands before it on its line. */
  readonly start: number
  /** After the line break of its last line, and of comments below that are further in. */
  readonly end: number
}

/** The lines of all entries of a block collection. What stands between two belongs to neither. */
export function chunksOf(node: MergeNode): readonly Chunk[] {
  const { text, slots, column } = node
  const chunks: Chunk[] = []
  let floor = afterLine(text, node.lead)
  for (const [index, slot] of slots.entries()) {
    const line = lineStart(text, slot.start)
    const isOwnLine = text.slice(line, slot.start).trim() === ''
    // What stands above the first entry of a document is about the document.
    const mayClimb = isOwnLine && !(index === 0 && node.lead === node.start)
    const start = !isOwnLine ? slot.start : mayClimb ? climb(text, line, floor, column) : line
    const end = descend(text, afterLine(text, Math.max(slot.value.end, slot.mark)), column)
    chunks.push({ start, end })
    floor = end
  }
  return chunks
}

/** The offset at which the line of an offset begins. */
export function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1
}

function afterLine(text: string, offset: number): number {
  const at = text.indexOf('\n', offset)
  return at < 0 ? text.length : at + 1
}

function climb(text: string, line: number, floor: number, column: number): number {
  let start = line
  while (start > floor) {
    const above = lineStart(text, start - 1)
    if (above < floor || commentColumn(text, above) !== column) break
    start = above
  }
  return start
}

function descend(text: string, line: number, column: number): number {
  let end = line
  while (end < text.length && commentColumn(text, end) > column) end = afterLine(text, end)
  return end
}

/** The column of the comment that is all of a line; -1 where there is something else. */
function commentColumn(text: string, line: number): number {
  let at = line
  while (text[at] === ' ') at += 1
  return text[at] === '#' ? at - line : -1
}
