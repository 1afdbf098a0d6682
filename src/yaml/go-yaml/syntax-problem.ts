import type { Cause } from './causes.ts'

/** One thing wrong with the text of a YAML file; offsets in the file. */
export interface SyntaxProblem {
  readonly cause: Cause
  readonly start: number
  readonly end: number
  readonly data?: Readonly<Record<string, string>>
}
