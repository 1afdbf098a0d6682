import type { Diagnostic } from '../source/diagnostic.ts'
import { type Severity, severities } from '../source/severity.ts'
import { cleanText } from './clean-text.ts'
import { countFindings, countLeftOut } from './count-findings.ts'
import type { LintResult } from './lint-result.ts'
import { listFindingRows } from './list-finding-rows.ts'
import { locateFinding } from './locate-finding.ts'

const commands: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'notice' }

/**
 * The findings as workflow commands of GitHub Actions, the worst first: of each kind GitHub shows ten in a step, and the
 * log has all. Nothing where there are none, nor any that are left out.
 */
export function renderGithub(result: LintResult): string {
  const { diagnostics } = result
  const leftOut = countLeftOut(result)
  if (diagnostics.length === 0 && leftOut === undefined) return ''
  const ofSeverity = (severity: Severity): readonly string[] =>
    diagnostics.filter((one) => one.severity === severity).map((one) => renderFinding(one, result))
  const counts = [
    countFindings(result),
    ...(diagnostics.length === 0 ? [] : ['the log has all of them']),
    ...(leftOut === undefined ? [] : [leftOut]),
  ]
  const summary = formatCommand('notice', { title: 'gitops-lint' }, counts.join('; '))
  // Findings of the last severity are notices too, and would push the summary out of the ten.
  return severities
    .flatMap((severity) => [...(severity === 'info' ? [summary] : []), ...ofSeverity(severity)])
    .map((row) => `${row}\n`)
    .join('')
}

function renderFinding(diagnostic: Diagnostic, { repository }: LintResult): string {
  const { rule, severity, message, at } = diagnostic
  const { file, line, column, endLine, endColumn } = locateFinding(at, repository)
  // GitHub takes columns only where the end is on the same line.
  const columns = line === endLine ? { col: column, endColumn } : {}
  return formatCommand(
    commands[severity],
    { file, line, endLine, ...columns, title: rule },
    [cleanText(message), ...listFindingRows(diagnostic, repository)].join('\n'),
  )
}

function formatCommand(name: string, properties: Readonly<Record<string, string | number>>, message: string): string {
  const pairs = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(String(value))}`)
  return `::${name} ${pairs.join(',')}::${escapeData(message)}`
}

/** A command ends with its line. */
function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
