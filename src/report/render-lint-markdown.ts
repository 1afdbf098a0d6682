import type { Diagnostic } from '../source/diagnostic.ts'
import type { Location } from '../source/location.ts'
import { type Severity, severities } from '../source/severity.ts'
import { countFindings, countJudged, countLeftOut } from './count-findings.ts'
import { codeSpan, escapeMarkdown } from './escape-markdown.ts'
import { joinSections, type MarkdownSection } from './join-sections.ts'
import type { JudgedRepository } from './judged-repository.ts'
import type { LintResult } from './lint-result.ts'
import { locateFinding } from './locate-finding.ts'

/** Characters that the description of a merge request surely takes. */
const safeLength = 60_000

/** Clusters and places of a finding that are shown. */
const maximumClusters = 5
const maximumRelated = 10

const titles: Readonly<Record<Severity, string>> = { error: 'Errors', warning: 'Warnings', info: 'Info' }

/**
 * The findings as a comment on a merge request: how many, then the errors, then the rest folded. Where they are longer
 * than `maximum` characters, the last ones of each severity are left out and counted.
 */
export function renderLintMarkdown(result: LintResult, maximum = safeLength): string {
  const { repository, diagnostics } = result
  const leftOut = countLeftOut(result)
  const head: MarkdownSection = {
    before: `### gitops-lint: ${countFindings(result)}\n\n${countJudged(result)}${leftOut === undefined ? '' : `; ${leftOut}`}\n\n`,
    items: [],
    after: '',
    noun: 'lines',
  }
  const sections = severities.flatMap((severity) => {
    const findings = diagnostics.filter((one) => one.severity === severity)
    if (findings.length === 0) return []
    return [toSection(severity, findings, repository)]
  })
  const hint = '_This is cut: `gitops-lint --format json` lists all of them._\n\n'
  return `${joinSections([head, ...sections], hint, maximum - 1).trimEnd()}\n`
}

function toSection(severity: Severity, findings: readonly Diagnostic[], repository: JudgedRepository): MarkdownSection {
  const title = `${titles[severity]}: ${findings.length}`
  const isFolded = severity !== 'error'
  return {
    before: isFolded ? `<details><summary>${title}</summary>\n\n` : `#### ${title}\n\n`,
    items: findings.map((one) => renderItem(one, repository)),
    after: isFolded ? '\n</details>\n\n' : '\n',
    noun: 'findings',
  }
}

function renderItem({ rule, message, help, at, related, clusters }: Diagnostic, repository: JudgedRepository): string {
  const rows = [
    `- ${codeSpan(placeOf(at, repository))} ${escapeMarkdown(message)} (${codeSpan(rule)})`,
    ...related
      .slice(0, maximumRelated)
      .map((one) => `  - through ${codeSpan(placeOf(one.at, repository))} ${escapeMarkdown(one.message)}`),
  ]
  if (related.length > maximumRelated) rows.push(`  - … ${related.length - maximumRelated} more places`)
  if (clusters.length > 0) rows.push(`  - clusters: ${nameClusters(clusters)}`)
  if (help !== undefined) rows.push(`  - fix: ${escapeMarkdown(help)}`)
  return `${rows.join('\n')}\n`
}

function nameClusters(clusters: readonly string[]): string {
  const left = clusters.length - maximumClusters
  return `${clusters.slice(0, maximumClusters).map(codeSpan).join(', ')}${left > 0 ? ` and ${left} more` : ''}`
}

function placeOf(at: Location, repository: JudgedRepository): string {
  const { file, line, column } = locateFinding(at, repository)
  return `${file}:${line}:${column}`
}
