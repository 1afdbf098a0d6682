import type { TextEdit } from '../../yaml/edit/text-edit.ts'
import type { Shower } from './create-shower.ts'
import type { Interner } from './interner.ts'
import type { MergeNode, Slot } from './merge-node.ts'
import type { MergeChange, MergeConflict } from './merge-result.ts'

/** What is collected while one document is merged. */
export interface MergeRun {
  readonly intern: Interner
  readonly conflicts: MergeConflict[]
  readonly changes: MergeChange[]
  /** The target's line break. */
  readonly lineBreak: string
  /** Whether a Secret is in the file: then only the values of metadata are shown. */
  readonly isSecret: boolean
  readonly show: Shower
}

/** A node in the three versions; undefined where a version lacks it. */
export interface Sides {
  readonly base: MergeNode | undefined
  readonly source: MergeNode | undefined
  readonly target: MergeNode | undefined
}

/**
 * What becomes of a node: the target's stays, the source's is taken as it is (none where the source has none), or the
 * target's is edited inside to something with another id.
 */
export type Outcome =
  | { readonly kind: 'keep' }
  | { readonly kind: 'take' }
  | { readonly kind: 'edit'; readonly id: number; readonly edits: readonly TextEdit[] }

/** An entry of a merged collection, in order. */
export type MergedSlot =
  | { readonly from: 'source'; readonly slot: Slot }
  | {
      readonly from: 'target'
      readonly index: number
      readonly edits: readonly TextEdit[]
      /** The entry of the source whose value replaces the target's. */
      readonly replacement?: Slot
    }

/** Notes a conflict; the target's stays. `near` is what contains the node, for the place where the target lacks it. */
export function noteConflict(run: MergeRun, path: string, sides: Sides, near: MergeNode, reason?: string): Outcome {
  const { base, source, target } = sides
  const hides = run.isSecret && !/(?:^|: )(?:metadata|apiVersion|kind|type|immutable)\b/.test(path)
  run.conflicts.push({
    path,
    at: { start: target?.start ?? near.start, end: target?.end ?? near.start },
    reason: reason ?? explain(sides),
    ...run.show({ base, source, target }, hides),
  })
  return { kind: 'keep' }
}

function explain({ base, source, target }: Sides): string {
  if (source === undefined) return 'The source removed what the target changed.'
  if (target === undefined) return 'The target removed what the source changed.'
  return base === undefined
    ? 'Both sides added it with different values.'
    : 'Both sides changed it to different values.'
}
