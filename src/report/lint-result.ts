import type { Diagnostic } from '../source/diagnostic.ts'
import type { Severity } from '../source/severity.ts'
import type { JudgedRepository } from './judged-repository.ts'

/** The outcome of a lint run: what every reporter is given. */
export interface LintResult {
  readonly repository: JudgedRepository
  /** Sorted by file and place. */
  readonly diagnostics: readonly Diagnostic[]
  /** What comments or the baseline set aside; none where it is not given. */
  readonly suppressed?: readonly Diagnostic[]
  /** How many findings that were there before are left out. */
  readonly older?: number
  /** How many findings are left out as they are in files that are not asked for. */
  readonly elsewhere?: number
  /** Which of the YAML files are reported on: `2 changed`; all of them where it is not given. */
  readonly part?: string
  /** Version of the tool. */
  readonly version: string
}

/** How many findings there are of each severity. */
export function countBySeverity(diagnostics: readonly Diagnostic[]): Readonly<Record<Severity, number>> {
  const counts = { error: 0, warning: 0, info: 0 }
  for (const { severity } of diagnostics) counts[severity] += 1
  return counts
}
