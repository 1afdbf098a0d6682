import { applyEdits } from '../../yaml/edit/apply-edits.ts'
import type { TextEdit } from '../../yaml/edit/text-edit.ts'
import { type Chunk, chunksOf } from './chunk-of.ts'
import type { MergeNode } from './merge-node.ts'
import type { MergedSlot } from './merge-run.ts'
import { renderSlot, replaceValue } from './render-slot.ts'
import { writeFlowSlots } from './write-flow-slots.ts'

/** The edits of the target's text that make a collection hold the merged entries in their order. */
export function writeSlots(target: MergeNode, result: readonly MergedSlot[], lineBreak: string): readonly TextEdit[] {
  const inner = (slot: MergedSlot): readonly TextEdit[] => editsWithin(target, slot, lineBreak)
  const isSame =
    result.length === target.slots.length && result.every((slot, at) => slot.from === 'target' && slot.index === at)
  if (isSame) return result.flatMap(inner)
  if (target.isFlow) return [writeFlowSlots(target, result, inner)]
  if (result.length === 0) return [writeEmpty(target)]
  return isInPlace(target, result) ? editLines(target, result, lineBreak) : [writeAnew(target, result, lineBreak)]
}

/** The edits of the entry itself, which stays in its place. */
function editsWithin(target: MergeNode, slot: MergedSlot, lineBreak: string): readonly TextEdit[] {
  const old = slot.from === 'target' ? target.slots[slot.index] : undefined
  if (slot.from === 'source' || old === undefined) return []
  return slot.replacement === undefined ? slot.edits : [replaceValue(target, old, slot.replacement, lineBreak)]
}

function writeEmpty({ kind, properties, text, lead, start, end }: MergeNode): TextEdit {
  const empty = kind === 'map' ? '{}' : '[]'
  const isValue = properties === '' && lead < start
  return isValue && text[lead] !== undefined ? { start: lead, end, text: ` ${empty}` } : { start, end, text: empty }
}

/** Whether the target's entries keep their order, and the first stays where something stands before it on its line. */
function isInPlace(target: MergeNode, result: readonly MergedSlot[]): boolean {
  let last = -1
  for (const slot of result) {
    if (slot.from === 'source') continue
    if (slot.index < last) return false
    last = slot.index
  }
  if (last < 0) return false
  const chunk = chunksOf(target)[0]
  const isOwnLine = chunk !== undefined && (chunk.start === 0 || target.text[chunk.start - 1] === '\n')
  const first = result[0]
  return isOwnLine || (first?.from === 'target' && first.index === 0)
}

function editLines(target: MergeNode, result: readonly MergedSlot[], lineBreak: string): readonly TextEdit[] {
  const { text } = target
  const chunks = chunksOf(target)
  const edits: TextEdit[] = []
  const kept = new Set<number>()
  let at = chunks[0]?.start ?? target.start
  for (const slot of result) {
    if (slot.from === 'target') {
      kept.add(slot.index)
      at = chunks[slot.index]?.end ?? at
      for (const edit of editsWithin(target, slot, lineBreak)) edits.push(edit)
    } else {
      const lines = renderSlot(slot.slot, target.column, lineBreak)
      // The last line of a file may lack its line break, and goes on lacking it.
      const isOpen = at === text.length && !text.endsWith('\n')
      edits.push({ start: at, end: at, text: isOpen ? lineBreak + lines.slice(0, -lineBreak.length) : lines })
    }
  }
  const last = Math.max(...[...kept].slice(-1), -1)
  for (const [index, chunk] of chunks.entries()) {
    if (kept.has(index)) continue
    const isOpen = chunk.end === text.length && !text.endsWith('\n')
    if (!isOpen) edits.push({ start: chunk.start, end: chunk.end, text: '' })
    else
      edits.push({ start: beforeBreak(text, index > last + 1 ? chunk.start : chunk.start), end: chunk.end, text: '' })
  }
  return edits
}

function beforeBreak(text: string, offset: number): number {
  return text[offset - 1] !== '\n' ? offset : text[offset - 2] === '\r' ? offset - 2 : offset - 1
}

/** Writes all entries once more, each with its lines and what stands above them. */
function writeAnew(target: MergeNode, result: readonly MergedSlot[], lineBreak: string): TextEdit {
  const { text, column } = target
  const chunks = chunksOf(target)
  const first = chunks[0] ?? { start: target.start, end: target.end }
  const end = chunks.at(-1)?.end ?? target.end
  const isOwnLine = first.start === 0 || text[first.start - 1] === '\n'
  const pieces = result.map((slot) => {
    if (slot.from === 'source') return renderSlot(slot.slot, column, lineBreak)
    const chunk: Chunk = chunks[slot.index] ?? first
    const start = slot.index === 0 ? chunk.start : (chunks[slot.index - 1]?.end ?? chunk.start)
    const edits = editsWithin(target, slot, lineBreak).map((edit) => ({
      ...edit,
      start: edit.start - start,
      end: edit.end - start,
    }))
    const piece = applyEdits(text.slice(start, chunk.end), edits)
    const indented = slot.index === 0 && !isOwnLine ? ' '.repeat(column) + piece : piece
    return indented.endsWith('\n') ? indented : indented + lineBreak
  })
  const all = pieces.join('')
  const written = isOwnLine ? all : all.replace(/^\s+/, '')
  const isOpen = end === text.length && !text.endsWith('\n')
  return { start: first.start, end, text: isOpen ? written.slice(0, -lineBreak.length) : written }
}
