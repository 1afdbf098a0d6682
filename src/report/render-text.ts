import type { ChalkInstance } from 'chalk'
import type { Repository } from '../model/repository.ts'
import type { Diagnostic } from '../source/diagnostic.ts'
import type { Location } from '../source/location.ts'
import type { RepoPath } from '../source/repo-path.ts'
import { countJudged } from './count-findings.ts'
import { countBySeverity, type LintResult } from './lint-result.ts'
import { renderCodeFrame } from './render-code-frame.ts'
import { toPrintable } from './to-printable.ts'

/** What a person at a terminal is shown besides. */
export interface TextOptions {
  /** How the path of a file is written, so that a click opens it; as it is in the repository without. */
  readonly showPath?: (path: RepoPath) => string
  /** Findings among those shown that are no news and do not count. */
  readonly older?: ReadonlySet<Diagnostic>
  /** Lines after the summary. */
  readonly notes?: readonly string[]
}

/** The findings for a person at a terminal: grouped by file, each with a code frame, the chain, the clusters, the remedy. */
export function renderText(
  { repository, diagnostics, part }: LintResult,
  colors: ChalkInstance,
  { showPath = (path) => path, older = new Set(), notes = [] }: TextOptions = {},
): string {
  const lines: string[] = []
  let file: string | undefined
  for (const diagnostic of diagnostics) {
    if (diagnostic.at.file !== file) {
      file = diagnostic.at.file
      lines.push(colors.underline(toPrintable(showPath(file))), '')
    }
    const mark = older.has(diagnostic) ? ' (older)' : ''
    lines.push(...renderFinding(diagnostic, { repository, colors, showPath, mark }), '')
  }
  const counted = diagnostics.filter((one) => !older.has(one))
  lines.push(renderSummary({ repository, diagnostics: counted, ...(part === undefined ? {} : { part }) }, colors))
  lines.push(...notes.map((note) => colors.dim(note)))
  return `${lines.join('\n')}\n`
}

interface FindingView {
  readonly repository: Repository
  readonly colors: ChalkInstance
  readonly showPath: (path: RepoPath) => string
  readonly mark: string
}

function renderFinding(diagnostic: Diagnostic, { repository, colors, showPath, mark }: FindingView): readonly string[] {
  const { severity, message, rule, at, related, clusters, help } = diagnostic
  const paint = { error: colors.red, warning: colors.yellow, info: colors.blue }[severity]
  const file = repository.files.get(at.file)
  const place = (location: Location): string => {
    const position = repository.files.get(location.file)?.lines.positionAt(location.start)
    const path = toPrintable(showPath(location.file))
    return position === undefined ? path : `${path}:${position.line}:${position.column}`
  }
  const label = (name: string): string => `  ${colors.dim(name.padEnd(9))}`
  const rows = [
    `  ${paint.bold(severity)} ${colors.bold(toPrintable(message))} ${colors.dim(rule + mark)}`,
    `  ${colors.dim('at')} ${colors.cyan(place(at))}`,
  ]
  if (file !== undefined) rows.push(...renderCodeFrame(file, at, colors).map((row) => `  ${row}`))
  related.forEach((one, index) => {
    rows.push(`${label(index === 0 ? 'through' : '')}${colors.cyan(place(one.at))} ${toPrintable(one.message)}`)
  })
  if (clusters.length > 0) rows.push(`${label('clusters')}${clusters.map(toPrintable).join(', ')}`)
  if (help !== undefined) rows.push(`${label('fix')}${toPrintable(help)}`)
  return rows
}

function renderSummary(result: Omit<LintResult, 'version'>, colors: ChalkInstance): string {
  const { repository, diagnostics } = result
  const counts = countBySeverity(diagnostics)
  const scope = countJudged(result)
  const blind =
    repository.clusters.length === 0 && repository.fluxKustomizations.length > 0
      ? `\n${colors.yellow('No cluster was found')}: what clusters load was not judged. Name their directories under \`clusters\` in .gitops.yaml.`
      : ''
  if (diagnostics.length === 0) return `${colors.green('✔')} No findings: ${scope}.${blind}`
  const found = [
    counts.error > 0 ? colors.red(count(counts.error, 'error')) : '',
    counts.warning > 0 ? colors.yellow(count(counts.warning, 'warning')) : '',
    counts.info > 0 ? colors.blue(`${counts.info} info`) : '',
  ].filter((part) => part !== '')
  const files = new Set(diagnostics.map((one) => one.at.file)).size
  const mark = counts.error > 0 ? colors.red('✖') : colors.yellow('⚠')
  return `${mark} ${found.join(', ')} in ${count(files, 'file')} (${scope}).${blind}`
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}
