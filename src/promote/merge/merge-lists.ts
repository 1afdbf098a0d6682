import { identifyItems } from './identify-items.ts'
import { identifyNode } from './identify-node.ts'
import { type Collections, mergeKeyed } from './merge-keyed.ts'
import { mergeNodes } from './merge-nodes.ts'
import { type MergedSlot, type MergeRun, noteConflict, type Outcome } from './merge-run.ts'
import { type Hunk, mergeSequences } from './merge-sequences.ts'
import { writeSlots } from './write-slots.ts'

/**
 * Merges lists: items by what tells them apart, and where nothing does by their places, as lines are. Undefined where
 * that cannot be, so that the list is one value.
 */
export function mergeLists(run: MergeRun, sides: Collections, path: string, field: string): Outcome | undefined {
  const { base, source, target } = sides
  const keyOf = identifyItems(base === undefined ? [source, target] : [base, source, target], field)
  if (keyOf !== undefined) return mergeKeyed(run, sides, { path, field, keyOf, isOrdered: true })
  if (base === undefined) return undefined

  const ids = [base, source, target].map((list) => list.slots.map(({ value }) => value.id))
  const result: Merged[] = []
  for (const hunk of mergeSequences(ids[0] ?? [], ids[1] ?? [], ids[2] ?? [])) {
    if (isPairwise(hunk, sides)) result.push(...mergePairs(run, sides, hunk, path, field))
    else if (hunk.kind === 'source') {
      for (let index = hunk.source.from; index < hunk.source.to; index += 1) {
        const slot = source.slots[index]
        if (slot !== undefined) result.push({ slot: { from: 'source', slot }, id: slot.value.id })
      }
      const kind =
        hunk.source.to === hunk.source.from ? 'removed' : hunk.base.to === hunk.base.from ? 'added' : 'changed'
      run.changes.push({ path: nameHunk(path, hunk), kind })
    } else {
      if (hunk.kind === 'conflict') noteHunk(run, sides, hunk, path)
      result.push(...keepItems(sides, hunk))
    }
  }
  const edits = writeSlots(
    target,
    result.map(({ slot }) => slot),
    run.lineBreak,
  )
  return { kind: 'edit', id: identifyNode(run.intern, target, result, []), edits }
}

interface Merged {
  readonly slot: MergedSlot
  readonly id: number
}

function nameHunk(path: string, { target, source }: Hunk): string {
  const from = target.from
  const to = Math.max(target.to, from + source.to - source.from) - 1
  return to > from ? `${path}[${from}–${to}]` : `${path}[${from}]`
}

/** Whether a part has the same number of items in all versions, and what is changed are maps or lists. */
function isPairwise({ kind, base, source, target }: Hunk, sides: Collections): boolean {
  if (kind !== 'source' && kind !== 'conflict') return false
  const count = base.to - base.from
  if (count === 0 || source.to - source.from !== count || target.to - target.from !== count) return false
  if (kind === 'source') return true
  const isCollection = (index: number): boolean => {
    const [a, b, c] = [
      sides.base?.slots[base.from + index],
      sides.source.slots[source.from + index],
      sides.target.slots[target.from + index],
    ]
    const first = a?.value.kind
    return (first === 'map' || first === 'list') && b?.value.kind === first && c?.value.kind === first
  }
  return Array.from({ length: count }, (_, index) => index).every(isCollection)
}

function mergePairs(run: MergeRun, sides: Collections, hunk: Hunk, path: string, field: string): readonly Merged[] {
  const { base, source, target } = sides
  return keepItems(sides, hunk).map(({ slot, id }, step) => {
    const index = hunk.target.from + step
    const from = source.slots[hunk.source.from + step]
    const values = {
      base: base?.slots[hunk.base.from + step]?.value,
      source: from?.value,
      target: target.slots[index]?.value,
    }
    const outcome = mergeNodes(run, values, `${path}[${index}]`, field, target)
    if (outcome.kind === 'edit') return { slot: { from: 'target', index, edits: outcome.edits }, id: outcome.id }
    if (outcome.kind === 'keep' || from === undefined) return { slot, id }
    return { slot: { from: 'target', index, edits: [], replacement: from }, id: from.value.id }
  })
}

function keepItems({ target }: Collections, hunk: Hunk): readonly Merged[] {
  return target.slots
    .slice(hunk.target.from, hunk.target.to)
    .map(({ value }, step) => ({ slot: { from: 'target', index: hunk.target.from + step, edits: [] }, id: value.id }))
}

function noteHunk(run: MergeRun, sides: Collections, hunk: Hunk, path: string): void {
  const pick = (list: Collections['base'], { from, to }: Hunk['base']): Collections['base'] => {
    const [first, last] = [list?.slots[from]?.value, list?.slots[to - 1]?.value]
    return first === undefined || last === undefined || to === from ? undefined : { ...first, end: last.end }
  }
  const part = {
    base: pick(sides.base, hunk.base),
    source: pick(sides.source, hunk.source),
    target: pick(sides.target, hunk.target),
  }
  noteConflict(run, nameHunk(path, hunk), part, sides.target)
}
