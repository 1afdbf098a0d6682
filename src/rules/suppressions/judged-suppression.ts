import type { Location } from '../../source/location.ts'

/** A rule that a suppression comment names. */
export interface NamedRule {
  readonly name: string
  readonly at: Location
  /**
   * `unjudged`: nobody can tell, because the rule is off there or could not look. `final`: the rule judges suppressions
   * itself. `unknown`: there is no such rule.
   */
  readonly outcome: 'used' | 'unused' | 'unjudged' | 'final' | 'unknown'
  /** The rule that an unknown name may have meant. */
  readonly near: string | undefined
}

/** A suppression comment, and what came of it. */
export interface JudgedSuppression {
  readonly at: Location
  /** Its first word as it is written: `gitops-lint-disable-next-line`. */
  readonly directive: string
  /** Why it suppresses nothing at all: an unknown directive, or one in a place where it does not count. */
  readonly flaw: 'unknown' | 'not-at-top' | 'alone' | undefined
  readonly rules: readonly NamedRule[]
  /** What stands after `--`. */
  readonly reason: string | undefined
}

/** What suppressions can begin with: for the next line, for their own line, for the file. */
export const directives = ['gitops-lint-disable-next-line', 'gitops-lint-disable-line', 'gitops-lint-disable'] as const

/** One of {@link directives}. */
export type Directive = (typeof directives)[number]
