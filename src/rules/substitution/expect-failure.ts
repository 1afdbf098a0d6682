import type { Severity } from '../../source/severity.ts'
import type { Substituting } from './list-substitutions.ts'

/** What Flux does where a variable is not defined. */
export type Consequence = 'fails' | 'mayFail' | 'empties'

/** What Flux does about a variable that is not defined, and how bad that is. */
export function expectFailure({ owner, substitution }: Substituting): {
  readonly consequence: Consequence
  readonly severity: Severity
} {
  const { isStrict, isAssumed } = substitution
  const consequence = isAssumed ? 'mayFail' : isStrict ? 'fails' : 'empties'
  return { consequence, severity: consequence === 'fails' && !owner.isSuspended ? 'error' : 'warning' }
}
