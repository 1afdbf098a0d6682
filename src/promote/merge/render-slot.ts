import { reindent } from '../../yaml/edit/reindent.ts'
import type { TextEdit } from '../../yaml/edit/text-edit.ts'
import { chunksOf, lineStart } from './chunk-of.ts'
import type { MergeNode, Slot } from './merge-node.ts'
import { slotToFlow, toFlow } from './to-flow.ts'

/**
 * The lines of an entry for a block collection at a column, with its comments and a line break at the end. Where the
 * entry stands in brackets, it is one line.
 */
export function renderSlot(slot: Slot, column: number, lineBreak: string): string {
  const pad = ' '.repeat(column)
  const { text } = slot.value
  if (!slot.isBlock) return `${pad}${slot.key === undefined ? '- ' : ''}${slotToFlow(slot)}${lineBreak}`
  const own = columnOf(slot)
  const [chunk = { start: slot.start, end: slot.value.end }] = chunksOf(aroundOf(slot, own))
  const before = lineStart(text, chunk.start)
  const isOwnLine = text.slice(before, chunk.start).trim() === ''
  const first = isOwnLine ? chunk.start + indentAt(text, chunk.start) : slot.start
  const hasGap = isOwnLine && /\n[ \t]*\r?\n$/.test(text.slice(Math.max(0, before - 200), before))
  const lines = reindent(text.slice(first, chunk.end).replace(/\r?\n$/, ''), column - own, lineBreak)
  return `${hasGap ? lineBreak : ''}${pad}${lines}${lineBreak}`
}

/** Puts the value of another version's entry in the place of an entry's value. */
export function replaceValue(target: MergeNode, old: Slot, slot: Slot, lineBreak: string): TextEdit {
  const { value } = slot
  const written = value.text.slice(value.start, value.end)
  if (target.isFlow) {
    const isBare = old.value.properties === '' && old.value.start < old.value.end
    return isBare
      ? { start: old.value.start, end: old.value.end, text: toFlow(value) }
      : { start: old.mark, end: old.value.end, text: `${old.key === undefined ? '' : ' '}${toFlow(value)}` }
  }
  const isPlainPlace = old.value.kind === 'scalar' && old.value.properties === '' && !old.value.endsInBlock
  if (isPlainPlace && value.kind === 'scalar' && value.properties === '' && !value.endsInBlock) {
    const isNew = old.value.start === old.mark
    const text = reindent(written, columnOf(old) - columnOf(slot), lineBreak)
    return { start: old.value.start, end: old.value.end, text: isNew && text !== '' ? ` ${text}` : text }
  }
  const lines = slot.isBlock
    ? reindent(value.text.slice(slot.mark, value.end), columnOf(old) - columnOf(slot), lineBreak)
    : ` ${toFlow(value)}`
  return {
    start: old.mark,
    end: value.endsInBlock ? endOfLine(old.value.text, old.value.end) : old.value.end,
    text: lines,
  }
}

function columnOf(slot: Slot): number {
  return slot.start - lineStart(slot.value.text, slot.start)
}

/** A collection of the entry alone, for its chunk. */
function aroundOf(slot: Slot, column: number): MergeNode {
  return { ...slot.value, kind: 'map', slots: [slot], column, lead: slot.floor, start: slot.start }
}

function indentAt(text: string, offset: number): number {
  let at = offset
  while (text[at] === ' ') at += 1
  return at - offset
}

function endOfLine(text: string, offset: number): number {
  const at = text.indexOf('\n', offset)
  if (at < 0) return text.length
  return text[at - 1] === '\r' && at > offset ? at - 1 : at
}
