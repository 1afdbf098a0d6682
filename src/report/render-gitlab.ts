import type { Severity } from '../source/severity.ts'
import { cleanText } from './clean-text.ts'
import type { LintResult } from './lint-result.ts'
import { locateFinding } from './locate-finding.ts'

const severities: Readonly<Record<Severity, string>> = { error: 'critical', warning: 'minor', info: 'info' }

/**
 * The findings as GitLab's Code Quality report: one JSON array, `[]` where there are none, so that GitLab sees what was
 * fixed. GitLab keeps one finding for each fingerprint, and stops reading at the first entry that its schema refuses.
 */
export function renderGitlab({ repository, diagnostics }: LintResult): string {
  const entries = diagnostics.map(({ rule, severity, message, at, fingerprint }) => {
    const { file, line } = locateFinding(at, repository)
    return {
      description: cleanText(message),
      check_name: rule,
      fingerprint,
      severity: severities[severity],
      location: { path: file, lines: { begin: line } },
    }
  })
  return `${JSON.stringify(entries, null, 2)}\n`
}
