import type { Location } from '../source/location.ts'
import { cleanText } from './clean-text.ts'
import type { JudgedRepository } from './judged-repository.ts'

/** A place as machines are told: 1-based, columns count UTF-16 code units, the end is exclusive. */
export interface FindingPlace {
  /** Relative to the repository's root, with slashes; `.` for the root itself. */
  readonly file: string
  readonly line: number
  readonly column: number
  readonly endLine: number
  readonly endColumn: number
}

/** Where a location is. What has no text, such as a directory, is its first line. */
export function locateFinding(at: Location, { files }: Pick<JudgedRepository, 'files'>): FindingPlace {
  const lines = files.get(at.file)?.lines
  const start = lines?.positionAt(at.start) ?? { line: 1, column: 1 }
  const end = lines?.positionAt(at.end) ?? start
  return {
    file: cleanText(at.file) || '.',
    line: start.line,
    column: start.column,
    endLine: end.line,
    endColumn: end.column,
  }
}
