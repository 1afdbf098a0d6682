import type { Diagnostic } from '../../source/diagnostic.ts'
import { type Severity, severities } from '../../source/severity.ts'

/** Findings of a change. Each list keeps its order. */
export interface SplitFindings {
  /** What the change introduces, or makes worse. */
  readonly fresh: readonly Diagnostic[]
  /** What was there before just as bad. */
  readonly older: readonly Diagnostic[]
}

/**
 * Tells the findings of a change from those that were there before, by their fingerprints. One that was there before is
 * news where it has become more severe, or is an error that now breaks another cluster too.
 */
export function splitFindings(findings: readonly Diagnostic[], before: readonly Diagnostic[]): SplitFindings {
  const known = new Map(before.map((one) => [one.fingerprint, one]))
  const older = new Set(findings.filter((one) => isAsBefore(one, known.get(one.fingerprint))))
  return { fresh: findings.filter((one) => !older.has(one)), older: [...older] }
}

function isAsBefore({ severity, clusters }: Diagnostic, before: Diagnostic | undefined): boolean {
  if (before === undefined || rank(severity) > rank(before.severity)) return false
  return severity !== 'error' || clusters.every((cluster) => before.clusters.includes(cluster))
}

function rank(severity: Severity): number {
  return severities.length - severities.indexOf(severity)
}
