import type { Layout } from '../model/layout.ts'
import type { Severity } from '../source/severity.ts'

/** What the configuration says of one rule. */
export interface RuleSetting {
  /** Undefined leaves the rule's own. */
  readonly severity: Severity | 'off' | undefined
  readonly options: Readonly<Record<string, boolean | number | string | readonly string[]>>
}

/** Settings of rules for some files. */
export interface Override {
  /** Globs of the files. */
  readonly paths: readonly string[]
  readonly rules: ReadonlyMap<string, RuleSetting>
}

/** The validated content of `.gitops.yaml`, completed by the defaults. */
export interface Configuration {
  readonly layout: Layout
  readonly rules: ReadonlyMap<string, RuleSetting>
  /** Laid over `rules` one after the other: the last one that matches a file wins. */
  readonly overrides: readonly Override[]
}
