import type { Interner } from '../merge/interner.ts'
import type { Slot } from '../merge/merge-node.ts'
import { readFile } from '../merge/read-file.ts'
import { renderSlot } from '../merge/render-slot.ts'
import type { OwnField } from './own-field.ts'

/**
 * The target's entry with nothing but its own fields, for a source that has none of them. Undefined where nothing is
 * left: a part of an item of a list is no item.
 */
export function createSlot(
  slot: Slot,
  own: OwnField,
  { intern, lineBreak }: { readonly intern: Interner; readonly lineBreak: string },
): Slot | undefined {
  if (own.whole !== undefined) return slot
  const text = render(slot, own, 0, lineBreak)
  if (text === '') return undefined
  const [document] = readFile(text, intern)?.documents.values() ?? []
  return document?.root.slots[0]
}

function render(slot: Slot, own: OwnField, column: number, lineBreak: string): string {
  if (own.whole !== undefined) return renderSlot(slot, column, lineBreak)
  if (slot.key === undefined) return ''
  const parts = slot.value.slots.map((inner, index) => {
    const mine = own.inner.get(inner.key ?? index)
    return mine === undefined ? '' : render(inner, mine, column + 2, lineBreak)
  })
  const text = parts.join('')
  return text === '' ? '' : `${' '.repeat(column)}${slot.keyText}:${lineBreak}${text}`
}
