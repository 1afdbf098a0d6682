import type { Layout } from '../model/layout.ts'
import type { Severity } from '../source/severity.ts'

/** What the configuration says of one rule. */
export interface RuleSetting {
  /** Undefined leaves the rule's own. */
  readonly severity: Severity | 'off' | undefined
  readonly options: Readonly<Record<string, boolean | number | string | readonly string[]>>
}

/** The validated content of `.gitops.yaml`, completed by the defaults. */
export interface Configuration {
  readonly layout: Layout
  readonly rules: ReadonlyMap<string, RuleSetting>
}
