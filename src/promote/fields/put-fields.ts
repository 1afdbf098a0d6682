import type { TextEdit } from '../../yaml/edit/text-edit.ts'
import type { Interner } from '../merge/interner.ts'
import type { MergeNode, Slot } from '../merge/merge-node.ts'
import type { MergedSlot } from '../merge/merge-run.ts'
import { writeSlots } from '../merge/write-slots.ts'
import { arrangeEntries } from './arrange-entries.ts'
import { createSlot } from './create-slot.ts'
import { isNothing } from './is-nothing.ts'
import { isShared } from './is-shared.ts'
import { listLeaves, type OwnField } from './own-field.ts'
import { replaceOwn } from './replace-own.ts'

/** What is collected while the fields of a document are written. */
export interface Writing {
  readonly intern: Interner
  /** The source's. */
  readonly lineBreak: string
  /** Whether one of the files has aliases, so that anchors matter. */
  readonly hasAliases: boolean
  readonly differing: ReadonlySet<OwnField>
  /** Fields that differ and cannot be written. */
  readonly unsafe: Set<OwnField>
}

/** The edits of the source's text that put the target's own fields into a node, both as they are written. */
export function putFields(
  run: Writing,
  source: MergeNode,
  target: MergeNode,
  own: OwnField,
  field: string,
): readonly TextEdit[] {
  const hasAnchor = run.hasAliases && source.properties.startsWith('&')
  if (source.kind !== target.kind || source.kind === 'opaque' || source.kind === 'scalar' || hasAnchor) {
    return refuse(run, own)
  }
  const mayBring = source.slots.some(({ keyText }) => keyText === '<<')
  const result: MergedSlot[] = []
  for (const { index, slot, own: mine } of arrangeEntries(source, target, own, field)) {
    const old = index === undefined ? undefined : source.slots[index]
    if (old === undefined || index === undefined) {
      if (mine === undefined) continue
      if (slot === undefined || mayBring || !canCopy(run, slot, mine)) refuse(run, mine)
      else {
        const created = createSlot(slot, mine, run)
        if (created !== undefined) result.push({ from: 'source', slot: created })
      }
    } else {
      const edits = mine === undefined ? [] : putInto(run, source, old, slot, mine, old.key ?? field)
      result.push({ from: 'target', index, edits })
    }
  }
  return writeSlots(source, result, run.lineBreak)
}

/** The edits within one entry that both have. */
function putInto(
  run: Writing,
  around: MergeNode,
  old: Slot,
  slot: Slot | undefined,
  own: OwnField,
  field: string,
): readonly TextEdit[] {
  if (slot === undefined || own.sealed !== undefined) return refuse(run, own)
  if (own.whole === undefined && !isNothing(old.value, run.intern)) {
    return putFields(run, old.value, slot.value, own, field)
  }
  if (isShared(old.value, run.hasAliases) || !canCopy(run, slot, own)) return refuse(run, own)
  const created = createSlot(slot, own, run)
  return created === undefined ? [] : replaceOwn(around, old, created, run.lineBreak)
}

/** Whether the own fields of an entry stand in the text as they are, with nothing from elsewhere. */
function canCopy(run: Writing, { value }: Slot, own: OwnField): boolean {
  if (own.sealed !== undefined) return false
  if (own.whole !== undefined) return !isShared(value, run.hasAliases)
  const slots = new Map(value.slots.map((slot, index) => [slot.key ?? index, slot]))
  return [...own.inner].every(([key, mine]) => {
    const slot = slots.get(key)
    return slot !== undefined && canCopy(run, slot, mine)
  })
}

/** Leaves fields as the source has them. */
function refuse(run: Writing, own: OwnField): readonly TextEdit[] {
  for (const leaf of listLeaves(own)) if (run.differing.has(leaf)) run.unsafe.add(leaf)
  return []
}
