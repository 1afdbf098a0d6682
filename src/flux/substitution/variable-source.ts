import type { Variable } from './variables.ts'

/** What brings variables: an entry of `postBuild.substituteFrom`, `postBuild.substitute`, or the configuration of this program. */
export interface VariableSource {
  readonly kind: 'ConfigMap' | 'Secret' | 'inline' | 'configuration'
  /** Of the ConfigMap or Secret; empty for others. */
  readonly name: string
  readonly entries: ReadonlyMap<string, Variable>
  /** Whether there may be more entries than these: it is made outside of Git. */
  readonly isOpen: boolean
}
