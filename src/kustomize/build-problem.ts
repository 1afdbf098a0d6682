import type { Location } from '../source/location.ts'

/** Why something could not be built, as data for a finding. */
export interface BuildProblem {
  /** Stable, for rules and tests: `patch-without-target`, `duplicate-object`, … */
  readonly code: string
  /** One sentence: what was found, and where it helps what was expected, and the nearest match. Never a secret's value. */
  readonly message: string
  /** What to do about it. */
  readonly help?: string | undefined
  /** The one place to mend. */
  readonly at?: Location | undefined
  /** Other places that help to understand it. */
  readonly related?: readonly { readonly message: string; readonly at: Location }[]
  /** Of an object that is there twice: the two entries of kustomization files through which the two came in. */
  readonly entries?: { readonly first: Location; readonly again: Location } | undefined
}
