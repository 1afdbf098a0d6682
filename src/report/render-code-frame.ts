import type { ChalkInstance } from 'chalk'
import { listSecretSpans } from '../model/queries/list-secret-spans.ts'
import type { SourceFile } from '../model/source-file.ts'
import type { Location } from '../source/location.ts'
import { toPrintable } from './to-printable.ts'

/** Longer lines are cut around the caret. */
const maximumWidth = 160

/**
 * The lines of a file around a location, numbered, with carets under exactly its text: one line before it, and the
 * first line of what spans several. Secret values are masked.
 */
export function renderCodeFrame(file: SourceFile, at: Location, colors: ChalkInstance): readonly string[] {
  if (file.text === '' || file.problem !== undefined) return []
  const start = file.lines.positionAt(at.start)
  const end = file.lines.positionAt(at.end)
  const gutter = String(start.line).length
  const bar = colors.dim('|')
  const from = Math.max(0, start.column - 1 - maximumWidth / 2)
  const show = (line: number, from: number): string => toPrintable(readWindow(file, line, from))

  const rows: string[] = []
  const before = start.line > 1 ? show(start.line - 1, 0) : ''
  if (before.trim() !== '') rows.push(`${colors.dim(String(start.line - 1).padStart(gutter))} ${bar} ${before}`)
  const lineFrom = file.lines.lineText(start.line).length > maximumWidth ? from : 0
  const shown = show(start.line, lineFrom)
  rows.push(`${colors.dim(String(start.line))} ${bar} ${shown}`)

  const lead = toPrintable(file.text.slice(file.lines.offsetOf(start.line) + lineFrom, at.start)).length
  const indent = lead + (lineFrom > 0 ? 1 : 0)
  const part = toPrintable(file.text.slice(at.start, Math.min(at.end, at.start + maximumWidth))).length
  const wanted = end.line > start.line ? shown.length - indent : part
  const width = Math.max(1, Math.min(wanted, shown.length - indent))
  rows.push(`${' '.repeat(gutter)} ${bar} ${' '.repeat(indent)}${colors.red('^'.repeat(width))}`)
  return rows
}

/** What of a line is shown from a column on, secrets masked, with dots where it is cut. */
function readWindow(file: SourceFile, line: number, from: number): string {
  const secrets = listSecretSpans(file)
  const text = file.lines.lineText(line)
  const offset = file.lines.offsetOf(line) + from
  const window = text.slice(from, from + maximumWidth)
  const near = secrets.filter((span) => span.end > offset && span.start < offset + window.length)
  const isSecret = (at: number): boolean => near.some((span) => at >= span.start && at < span.end)
  const masked = window.replace(/\S/g, (character, index: number) => (isSecret(offset + index) ? '•' : character))
  return `${from > 0 ? '…' : ''}${masked}${from + maximumWidth < text.length ? '…' : ''}`
}
