import type { ChalkInstance } from 'chalk'
import { listSecretSpans, type Span } from '../model/queries/list-secret-spans.ts'
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
  const secrets = listSecretSpans(file)
  const gutter = String(start.line).length
  const bar = colors.dim('|')
  const rows: string[] = []
  for (let line = Math.max(1, start.line - 1); line <= start.line; line += 1) {
    const text = maskLine(file, line, secrets)
    const cut = Math.max(0, start.column - maximumWidth / 2)
    const shown = text.length > maximumWidth ? `${cut > 0 ? '…' : ''}${text.slice(cut, cut + maximumWidth)}…` : text
    if (line < start.line && shown.trim() === '') continue
    rows.push(`${colors.dim(String(line).padStart(gutter))} ${bar} ${toPrintable(shown)}`)
    if (line < start.line) continue
    const shift = text.length > maximumWidth && cut > 0 ? cut - 1 : 0
    const before = shown.slice(0, start.column - 1 - shift)
    const endColumn = end.line > start.line ? text.length + 1 : end.column
    const width = Math.max(1, Math.min(endColumn - start.column, maximumWidth))
    rows.push(`${' '.repeat(gutter)} ${bar} ${' '.repeat(toPrintable(before).length)}${colors.red('^'.repeat(width))}`)
  }
  return rows
}

function maskLine(file: SourceFile, line: number, secrets: readonly Span[]): string {
  const offset = file.lines.offsetOf(line)
  const isSecret = (at: number): boolean => secrets.some((span) => at >= span.start && at < span.end)
  return file.lines
    .lineText(line)
    .replace(/\S/g, (character, index: number) => (isSecret(offset + index) ? '•' : character))
}
