import type { ChalkInstance } from 'chalk'
import type { Diagnostic } from '../source/diagnostic.ts'
import type { Location } from '../source/location.ts'
import type { RepoPath } from '../source/repo-path.ts'

import type { JudgedRepository } from './judged-repository.ts'
import type { LintResult } from './lint-result.ts'
import { renderCodeFrame } from './render-code-frame.ts'
import { renderSummary } from './render-summary.ts'
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
  readonly repository: JudgedRepository
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
