/** A place where both sides changed the same, and differ. Nothing may be written while there is one. */
export interface MergeConflict {
  /** The field as people write it: `Deployment apps/web: spec.replicas`, `lines 3–5`, or `the whole file`. */
  readonly path: string
  /** Where the target has it, as offsets in its text; where it would be if the target lacks it. */
  readonly at: { readonly start: number; readonly end: number }
  /** One sentence: what both sides did. */
  readonly reason: string
  /** Each side in short on one line; undefined where it lacks the field. Values of Secrets are hidden. */
  readonly base: string | undefined
  readonly source: string | undefined
  readonly target: string | undefined
}

/** What a merge carried from the source into the target. */
export interface MergeChange {
  readonly path: string
  readonly kind: 'added' | 'changed' | 'removed' | 'reordered'
}

/** The three texts of a file. */
export interface MergeTexts {
  readonly base: string
  readonly source: string
  readonly target: string
  /** What of one of the texts must not be shown, as offsets; nothing without it. */
  readonly listSecrets?: (text: string) => readonly { readonly start: number; readonly end: number }[]
}

/** With conflicts, the text is the target's, unchanged. */
export interface MergeResult {
  readonly text: string
  readonly conflicts: readonly MergeConflict[]
  readonly changes: readonly MergeChange[]
}
