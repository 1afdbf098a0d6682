import type { Rule } from '../../rules/rule.ts'
import type { JudgedBaselineEntry } from '../../rules/suppressions/judged-baseline-entry.ts'
import type { Completed } from '../complete-reports.ts'
import type { HasJudged } from '../judge-repository.ts'
import type { Baseline } from './baseline.ts'

interface Context {
  readonly rules: readonly Rule[]
  readonly hasJudged: HasJudged
}

/** What the baseline leaves and takes, and what came of each entry. */
interface Outcome {
  readonly findings: readonly Completed[]
  readonly suppressed: readonly Completed[]
  readonly entries: readonly JudgedBaselineEntry[]
}

/** Sets aside what the baseline knows, by fingerprint. */
export function applyBaseline(
  completed: readonly Completed[],
  baseline: Baseline | undefined,
  { rules, hasJudged }: Context,
): Outcome {
  if (baseline === undefined) return { findings: completed, suppressed: [], entries: [] }
  const known = new Set(baseline.entries.map(({ fingerprint }) => fingerprint))
  const findings = completed.filter(({ finding }) => !known.has(finding.fingerprint))
  const suppressed = completed
    .filter(({ finding }) => known.has(finding.fingerprint))
    .map(
      ({ raw, finding }): Completed => ({
        raw,
        finding: { ...finding, suppressed: { by: 'baseline', reason: undefined } },
      }),
    )
  const found = new Set(suppressed.map(({ finding }) => finding.fingerprint))
  const byId = new Map(rules.map((rule) => [rule.id, rule]))
  const entries = baseline.entries.map((entry): JudgedBaselineEntry => {
    const rule = byId.get(entry.rule)
    if (found.has(entry.fingerprint)) return { ...entry, outcome: 'used' }
    if (rule === undefined) return { ...entry, outcome: 'unknown' }
    return { ...entry, outcome: hasJudged(rule, entry.path) ? 'unused' : 'unjudged' }
  })
  return { findings, suppressed, entries }
}
