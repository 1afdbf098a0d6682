import { mergeBlockText } from './merge-block-text.ts'
import { mergeKeyed } from './merge-keyed.ts'
import { mergeLists } from './merge-lists.ts'
import type { MergeNode } from './merge-node.ts'
import { type MergeRun, noteConflict, type Outcome, type Sides } from './merge-run.ts'

/**
 * Merges a node: the source's changes since the base into the target. `field` is the key that it is the value of, by
 * which lists are told apart, `near` the target's node around it.
 */
export function mergeNodes(run: MergeRun, sides: Sides, path: string, field: string, near: MergeNode): Outcome {
  const { base, source, target } = sides
  if (source?.id === target?.id || source?.id === base?.id) return { kind: 'keep' }
  if (source !== undefined && target !== undefined) {
    const inner = mergeInside(run, { base, source, target }, path, field)
    if (inner !== undefined) return inner
  }
  if (target?.id !== base?.id) return noteConflict(run, path, sides, near)
  const kind = source === undefined ? 'removed' : target === undefined ? 'added' : 'changed'
  run.changes.push({ path, kind })
  return { kind: 'take' }
}

function mergeInside(
  run: MergeRun,
  { base, source, target }: { base: MergeNode | undefined; source: MergeNode; target: MergeNode },
  path: string,
  field: string,
): Outcome | undefined {
  if (source.kind !== target.kind || source.properties !== target.properties) return undefined
  const known = base?.kind === source.kind && base.properties === source.properties ? base : undefined
  if (base !== undefined && known === undefined) return undefined
  if (source.kind === 'map') {
    return mergeKeyed(
      run,
      { base: known, source, target },
      { path, field, keyOf: (slot) => slot.key ?? '', isOrdered: false },
    )
  }
  if (source.kind === 'list') return mergeLists(run, { base: known, source, target }, path, field)
  if (known === undefined || known.id === target.id) return undefined
  return mergeBlockText(run, { base: known, source, target }, path)
}
