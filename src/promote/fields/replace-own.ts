import { reindent } from '../../yaml/edit/reindent.ts'
import type { TextEdit } from '../../yaml/edit/text-edit.ts'
import { chunksOf, lineStart } from '../merge/chunk-of.ts'
import type { MergeNode, Slot } from '../merge/merge-node.ts'
import { replaceValue } from '../merge/render-slot.ts'

/**
 * The edit that gives an entry of the source the value of the target's, as it is written there: with the comment behind
 * it, and all comments in a collection. None where it is written so already.
 */
export function replaceOwn(around: MergeNode, old: Slot, slot: Slot, lineBreak: string): readonly TextEdit[] {
  const edit = createEdit(around, old, slot, lineBreak)
  return around.text.slice(edit.start, edit.end) === edit.text ? [] : [edit]
}

function createEdit(around: MergeNode, old: Slot, slot: Slot, lineBreak: string): TextEdit {
  if (!old.isBlock || !slot.isBlock) return replaceValue(around, old, slot, lineBreak)
  const isPlace = isBehindMark(old) && isBehindMark(slot)
  const start = isPlace ? old.value.start : old.mark
  const from = isPlace ? slot.value.start : slot.mark
  const text = slot.value.text.slice(from, endOf(slot))
  return { start, end: endOf(old), text: reindent(text, columnOf(old) - columnOf(slot), lineBreak) }
}

/** Whether a scalar, and nothing else, stands on the line of its key. */
function isBehindMark({ mark, value }: Slot): boolean {
  return value.kind === 'scalar' && value.start > mark && /^[ \t]*$/.test(value.text.slice(mark, value.start))
}

/** Where the value ends with its comments, before the line break. */
function endOf(slot: Slot): number {
  const { value } = slot
  const isLines = (value.kind === 'map' || value.kind === 'list') && !value.isFlow
  return isLines ? beforeBreak(value.text, endOfChunk(slot)) : endOfLine(value.text, Math.max(value.end, slot.mark))
}

function endOfChunk(slot: Slot): number {
  const place = { lead: slot.floor, start: slot.start, column: columnOf(slot) }
  const [chunk] = chunksOf({ ...slot.value, ...place, kind: 'map', slots: [slot] })
  return chunk?.end ?? slot.value.end
}

function columnOf(slot: Slot): number {
  return slot.start - lineStart(slot.value.text, slot.start)
}

function endOfLine(text: string, offset: number): number {
  const at = text.indexOf('\n', offset)
  return at < 0 ? text.length : beforeBreak(text, at + 1)
}

function beforeBreak(text: string, offset: number): number {
  if (text[offset - 1] !== '\n') return offset
  return text[offset - 2] === '\r' ? offset - 2 : offset - 1
}
