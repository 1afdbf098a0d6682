import type { Location } from '../source/location.ts'
import type { OpenSourceFile } from './render-build-problems.ts'
import { toPrintable } from './to-printable.ts'

/** A location as `file:line:column`, or the file alone where it is not known. */
export function showPlace(at: Location, open: OpenSourceFile): string {
  const position = open(at.file)?.lines.positionAt(at.start)
  return toPrintable(position === undefined ? at.file : `${at.file}:${position.line}:${position.column}`)
}

/** A location as `file:line`. */
export function showLine(at: Location, open: OpenSourceFile): string {
  const line = open(at.file)?.lines.positionAt(at.start).line
  return toPrintable(line === undefined ? at.file : `${at.file}:${line}`)
}
