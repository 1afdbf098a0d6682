import type { Location } from './location.ts'
import type { Severity } from './severity.ts'

/** A place that helps to understand a finding: one step of the chain from the cluster to the leaf. */
export interface RelatedLocation {
  readonly message: string
  readonly at: Location
}

/** Why a finding does not count. */
export interface Suppressed {
  /** A comment beside it, or the committed baseline. */
  readonly by: 'comment' | 'baseline'
  /** What the comment says after `--`. */
  readonly reason: string | undefined
}

/** One finding, as plain data. */
export interface Diagnostic {
  /** Id of the rule that found it. */
  readonly rule: string
  readonly severity: Severity
  readonly message: string
  /** What to do about it. */
  readonly help?: string
  readonly at: Location
  readonly related: readonly RelatedLocation[]
  /** Names of the clusters that the finding touches, sorted. */
  readonly clusters: readonly string[]
  /** Stable under moved lines: a hash of rule, path and logical pointer. */
  readonly fingerprint: string
  /** What in the file it is about, for names: `resources[../base]`. Nothing secret; it stays when lines move. */
  readonly pointer?: string
  /** Only on findings that do not count. */
  readonly suppressed?: Suppressed
}
