import { identifyItems } from '../merge/identify-items.ts'
import type { MergeNode, Slot } from '../merge/merge-node.ts'
import { orderKeys } from '../merge/order-keys.ts'
import { isMatch } from './find-own-fields.ts'
import type { OwnField } from './own-field.ts'

/** An entry or item of the source's collection with the target's own fields, in its place. */
export interface Entry {
  /** Its index in the source; undefined where only the target has it. */
  readonly index: number | undefined
  /** The target's; undefined where nothing of it is the target's own, or it is not written there. */
  readonly slot: Slot | undefined
  /** What of it is the target's own; undefined for nothing. */
  readonly own: OwnField | undefined
}

/**
 * The entries of a source's collection together with the target's own ones that it lacks, behind the neighbour that they
 * have in the target. Items belong together by what tells them apart, and by their places where nothing does.
 */
export function arrangeEntries(source: MergeNode, target: MergeNode, own: OwnField, field: string): readonly Entry[] {
  const entries = new Map<string, Entry>(
    source.slots.map((slot, index) => [nameEntry(slot, index), { index, slot: undefined, own: undefined }]),
  )
  const names = target.kind === 'list' ? pairItems(source, target, own, field) : undefined
  const keys = new Set<string>()
  for (const [index, slot] of target.slots.entries()) {
    const name = names?.[index] ?? nameEntry(slot, index)
    keys.add(name)
    const mine = own.inner.get(slot.key ?? index)
    if (mine !== undefined) entries.set(name, { index: entries.get(name)?.index, slot, own: mine })
  }
  // What a merge key brings has no entry of its own.
  for (const [key, mine] of own.inner) {
    const name = `key ${key}`
    if (typeof key === 'string' && !keys.has(name)) {
      entries.set(name, { index: entries.get(name)?.index, slot: undefined, own: mine })
      keys.add(name)
    }
  }
  const before = new Set(source.slots.map(nameEntry))
  const order = orderKeys({ base: before, source: keys, target: before }, false)
  return (order?.keys ?? []).flatMap((key) => entries.get(key) ?? [])
}

function nameEntry({ key }: Slot, index: number): string {
  return key === undefined ? `item ${index}` : `key ${key}`
}

/** The names of the target's items: those of the source's items that they belong to. */
function pairItems(source: MergeNode, target: MergeNode, own: OwnField, field: string): readonly string[] {
  const pairs = new Map<number, number>()
  const taken = new Set<number>()
  const pair = (index: number, other: number | undefined): void => {
    if (other === undefined || other < 0 || taken.has(other)) return
    pairs.set(index, other)
    taken.add(other)
  }
  const matches = new Map<string, readonly number[]>()
  for (const [key, { match }] of own.inner) {
    if (typeof key !== 'number' || match === undefined) continue
    const name = `${match.key}=${match.value}`
    const found = matches.get(name) ?? source.slots.flatMap(({ value }, at) => (isMatch(value, match) ? [at] : []))
    matches.set(name, found.slice(1))
    pair(key, found[0])
  }
  const nameOf = identifyItems([source, target], field)
  const known = nameOf && new Map(source.slots.map((slot, index) => [nameOf(slot), index]))
  for (const [index, slot] of target.slots.entries()) {
    if (pairs.has(index) || own.inner.get(index)?.match !== undefined) continue
    if (nameOf !== undefined) pair(index, known?.get(nameOf(slot)))
    else if (index < source.slots.length) pair(index, index)
  }
  return target.slots.map((_, index) => {
    const other = pairs.get(index)
    return other === undefined ? `new ${index}` : `item ${other}`
  })
}
