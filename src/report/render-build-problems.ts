import type { ChalkInstance } from 'chalk'
import type { BuildProblem } from '../kustomize/build-problem.ts'
import type { SourceFile } from '../model/source-file.ts'
import type { Location } from '../source/location.ts'
import { renderCodeFrame } from './render-code-frame.ts'
import { toPrintable } from './to-printable.ts'

/** Gives a file for its code frame. */
export type OpenSourceFile = (path: string) => SourceFile | undefined

/** What a build could not do, for a person at a terminal: each with its place, a code frame and the remedy. */
export function renderBuildProblems(
  problems: readonly BuildProblem[],
  severity: 'error' | 'warning',
  open: OpenSourceFile,
  colors: ChalkInstance,
): string {
  const paint = severity === 'error' ? colors.red : colors.yellow
  return problems
    .map((problem) => {
      const { message, code, at, related = [], help } = problem
      const rows = [`${paint.bold(severity)} ${colors.bold(toPrintable(message))} ${colors.dim(code)}`]
      if (at !== undefined) rows.push(...renderPlace(at, open, colors))
      for (const one of related) {
        rows.push(`  ${toPrintable(one.message)}:`, ...renderPlace(one.at, open, colors))
      }
      if (help !== undefined) rows.push(`  ${colors.dim('fix')} ${toPrintable(help)}`)
      return `${rows.join('\n')}\n\n`
    })
    .join('')
}

/** A location as `file:line:column` with its code frame, or without it. */
export function renderPlace(
  at: Location,
  open: OpenSourceFile,
  colors: ChalkInstance,
  hasFrame = true,
): readonly string[] {
  const file = open(at.file)
  const position = file?.lines.positionAt(at.start)
  const place = position === undefined ? at.file : `${at.file}:${position.line}:${position.column}`
  const frame = file === undefined || !hasFrame ? [] : renderCodeFrame(file, at, colors)
  return [`  ${colors.dim('at')} ${colors.cyan(toPrintable(place))}`, ...frame.map((row) => `  ${row}`)]
}
