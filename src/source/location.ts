import type { RepoPath } from './repo-path.ts'

/** A span of a file's text. Offsets count UTF-16 code units from the start; line and column are computed last. */
export interface Location {
  readonly file: RepoPath
  readonly start: number
  readonly end: number
}
