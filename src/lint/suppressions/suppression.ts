import type { JudgedSuppression } from '../../rules/suppressions/judged-suppression.ts'
import type { Location } from '../../source/location.ts'

/** A suppression comment as it stands in a file. */
export interface Suppression extends Pick<JudgedSuppression, 'at' | 'directive' | 'flaw' | 'reason'> {
  readonly names: readonly { readonly name: string; readonly at: Location }[]
  /** The statement that it is for, by the line that it begins in; undefined for the whole file or nothing. */
  readonly statement: number | undefined
}

/** The suppressions of a file, in the order of its text, and what they can be for. */
export interface FileSuppressions {
  readonly suppressions: readonly Suppression[]
  /** The statement of an offset: what stands there, or, where nothing does, what comes next. */
  statementOf(offset: number): number | undefined
}
