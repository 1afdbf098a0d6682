import { identifyNode } from '../merge/identify-node.ts'
import type { Interner } from '../merge/interner.ts'
import type { MergeNode } from '../merge/merge-node.ts'
import { arrangeEntries } from './arrange-entries.ts'
import { isNothing } from './is-nothing.ts'
import { listLeaves, type OwnField } from './own-field.ts'

/** What is collected while the fields of a document are compared. */
export interface Weighing {
  readonly intern: Interner
  /** Fields that stay the source's. */
  readonly unsafe: ReadonlySet<OwnField>
  /** Fields whose value in the target is another than in the source. */
  readonly differing: Set<OwnField>
}

/**
 * The id that a node of the source has with the target's own fields in it, both with their aliases resolved. Undefined
 * where the source has none and gets none.
 */
export function weighFields(
  run: Weighing,
  source: MergeNode | undefined,
  target: MergeNode,
  own: OwnField,
  field: string,
): number | undefined {
  if (run.unsafe.has(own)) return source?.id
  if (own.whole !== undefined || own.sealed !== undefined) {
    if (source?.id !== target.id) run.differing.add(own)
    return own.whole === undefined ? source?.id : target.id
  }
  const isNew = source === undefined || isNothing(source, run.intern)
  const around = isNew ? { ...target, properties: '', slots: [] } : source
  if (around.kind !== target.kind || around.kind === 'opaque') {
    if (source?.id !== target.id) for (const leaf of listLeaves(own)) run.differing.add(leaf)
    return source?.id
  }
  const keys: string[] = []
  const contents: { readonly id: number }[] = []
  for (const { index, slot, own: mine } of arrangeEntries(around, target, own, field)) {
    const old = index === undefined ? undefined : around.slots[index]
    const name = slot?.key ?? old?.key
    const id = weighEntry(old?.value, slot?.value, mine, name)
    if (id === undefined) continue
    keys.push(name ?? '')
    contents.push({ id })
  }
  return isNew && contents.length === 0 ? source?.id : identifyNode(run.intern, around, contents, keys)

  function weighEntry(
    old: MergeNode | undefined,
    value: MergeNode | undefined,
    mine: OwnField | undefined,
    name: string | undefined,
  ): number | undefined {
    if (mine === undefined || value === undefined) return old?.id
    // A part of an item that the source does not have is nothing.
    if (old === undefined && name === undefined && mine.whole === undefined) return undefined
    return weighFields(run, old, value, mine, name ?? field)
  }
}
