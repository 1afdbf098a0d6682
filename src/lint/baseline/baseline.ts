import type { Location } from '../../source/location.ts'
import type { RepoPath } from '../../source/repo-path.ts'

/** Where the baseline stands in a repository. */
export const baselinePath = '.gitops-baseline.json'

/** A finding that is known and does not count. Rule, path and message are for the reader; the fingerprint decides. */
export interface BaselineEntry {
  readonly fingerprint: string
  readonly rule: string
  readonly path: RepoPath
  readonly message: string
}

/** The committed baseline, each entry with its place in the file. */
export interface Baseline {
  readonly path: RepoPath
  readonly entries: readonly (BaselineEntry & { readonly at: Location })[]
}
