import { identifyNode } from './identify-node.ts'
import type { MergeNode, Slot } from './merge-node.ts'
import { mergeNodes } from './merge-nodes.ts'
import { type MergedSlot, type MergeRun, noteConflict, type Outcome } from './merge-run.ts'
import { orderKeys } from './order-keys.ts'
import { writeSlots } from './write-slots.ts'

/** Three collections; the base may lack it. */
export interface Collections {
  readonly base: MergeNode | undefined
  readonly source: MergeNode
  readonly target: MergeNode
}

interface Keyed {
  readonly path: string
  readonly field: string
  readonly keyOf: (slot: Slot) => string
  /** Whether the order says something: that of lists. */
  readonly isOrdered: boolean
}

/** Merges maps by key, and lists by what tells their items apart, which is unique in each. */
export function mergeKeyed(run: MergeRun, sides: Collections, { path, field, keyOf, isOrdered }: Keyed): Outcome {
  const { target } = sides
  const base = indexSlots(sides.base?.slots ?? [], keyOf)
  const source = indexSlots(sides.source.slots, keyOf)
  const mine = indexSlots(target.slots, keyOf)
  const merged = new Map<string, { readonly slot: MergedSlot; readonly id: number }>()
  const merge = (key: string): void => {
    const [from, index] = [source.get(key), mine.get(key)]
    const slots = { base: base.get(key)?.slot, source: from?.slot, target: index?.slot }
    const values = { base: slots.base?.value, source: slots.source?.value, target: slots.target?.value }
    const inner = isOrdered ? `${path}[${key}]` : path === '' || path.endsWith(': ') ? path + key : `${path}.${key}`
    const outcome = mergeNodes(run, values, inner, isOrdered ? field : key, target)
    if (outcome.kind === 'take') {
      if (from === undefined) return
      const slot: MergedSlot =
        index === undefined
          ? { from: 'source', slot: from.slot }
          : { from: 'target', index: index.index, edits: [], replacement: from.slot }
      merged.set(key, { slot, id: from.slot.value.id })
    } else if (index !== undefined) {
      const edits = outcome.kind === 'edit' ? outcome.edits : []
      const id = outcome.kind === 'edit' ? outcome.id : index.slot.value.id
      merged.set(key, { slot: { from: 'target', index: index.index, edits }, id })
    }
  }
  for (const key of mine.keys()) merge(key)
  for (const key of source.keys()) if (!mine.has(key)) merge(key)

  const order = orderKeys({ base, source, target: mine }, isOrdered)
  if (order === undefined) {
    return noteConflict(run, path, sides, target, 'Both sides put the items in another order.')
  }
  if (order.isSources) run.changes.push({ path, kind: 'reordered' })
  const result = order.keys.flatMap((key) => merged.get(key) ?? [])
  const edits = writeSlots(
    target,
    result.map(({ slot }) => slot),
    run.lineBreak,
  )
  return {
    kind: 'edit',
    id: identifyNode(
      run.intern,
      target,
      result,
      order.keys.filter((key) => merged.has(key)),
    ),
    edits,
  }
}

interface Placed {
  readonly slot: Slot
  readonly index: number
}

function indexSlots(slots: readonly Slot[], keyOf: (slot: Slot) => string): ReadonlyMap<string, Placed> {
  return new Map(slots.map((slot, index) => [keyOf(slot), { slot, index }]))
}
