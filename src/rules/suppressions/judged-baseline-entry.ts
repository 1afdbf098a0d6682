import type { Location } from '../../source/location.ts'
import type { RepoPath } from '../../source/repo-path.ts'

/** An entry of the baseline, and what came of it. */
export interface JudgedBaselineEntry {
  readonly fingerprint: string
  readonly rule: string
  readonly path: RepoPath
  readonly message: string
  /** Where it stands in the baseline. */
  readonly at: Location
  /** `unjudged`: nobody can tell, because the rule is off there or could not look. `unknown`: there is no such rule. */
  readonly outcome: 'used' | 'unused' | 'unjudged' | 'unknown'
}
