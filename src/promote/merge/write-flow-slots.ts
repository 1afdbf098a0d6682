import { applyEdits } from '../../yaml/edit/apply-edits.ts'
import type { TextEdit } from '../../yaml/edit/text-edit.ts'
import type { MergeNode } from './merge-node.ts'
import type { MergedSlot } from './merge-run.ts'
import { slotToFlow } from './to-flow.ts'

/** Writes the entries of a collection in brackets once more, with what stands between the target's where it can. */
export function writeFlowSlots(
  target: MergeNode,
  result: readonly MergedSlot[],
  editsOf: (slot: MergedSlot) => readonly TextEdit[],
): TextEdit {
  const { text, slots, start, end } = target
  const [first, second, last] = [slots[0], slots[1], slots.at(-1)]
  const brackets = target.kind === 'map' ? '{}' : '[]'
  const opening = first === undefined ? brackets.charAt(0) : text.slice(start, first.start)
  const closing = last === undefined ? brackets.charAt(1) : text.slice(last.value.end, end)
  if (result.length === 0) return { start, end, text: brackets }
  const found = first !== undefined && second !== undefined ? text.slice(first.value.end, second.start) : undefined
  const spread = /\n[ \t]*$/.exec(opening)?.[0]
  const usual = found !== undefined && !found.includes('#') ? found : spread === undefined ? ', ' : `,${spread}`
  const parts: string[] = []
  let before = -2
  for (const slot of result) {
    const old = slot.from === 'target' ? slots[slot.index] : undefined
    const index = slot.from === 'target' ? slot.index : -2
    const neighbour = index === before + 1 ? slots[before]?.value.end : undefined
    if (parts.length > 0)
      parts.push(neighbour === undefined || old === undefined ? usual : text.slice(neighbour, old.start))
    parts.push(
      old === undefined ? (slot.from === 'source' ? slotToFlow(slot.slot) : '') : edited(text, old, editsOf(slot)),
    )
    before = index
  }
  return { start, end, text: opening + parts.join('') + closing }
}

function edited(text: string, { start, value }: MergeNode['slots'][number], edits: readonly TextEdit[]): string {
  const moved = edits.map((edit) => ({ ...edit, start: edit.start - start, end: edit.end - start }))
  return applyEdits(text.slice(start, value.end), moved)
}
