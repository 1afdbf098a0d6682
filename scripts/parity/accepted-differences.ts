import type { Judgement } from './judge.ts'
import type { Outcome, ParityCase } from './parity-case.ts'

/** Two builds that differ. */
export interface Difference extends Judgement {
  readonly one: ParityCase
  readonly own: Outcome
  readonly real: Outcome
}

interface AcceptedDifference {
  /** Why it is meant to stay. */
  readonly reason: string
  matches(difference: Difference): boolean
}

/** Differences that are known and wanted. */
const acceptedDifferences: readonly AcceptedDifference[] = [
  {
    reason: 'kustomize itself crashes',
    matches: ({ real }) => 'error' in real && real.crash === true,
  },
]

/** Why a difference is accepted; `undefined` where it is not. */
export function reasonToAccept(difference: Difference): string | undefined {
  return acceptedDifferences.find(({ matches }) => matches(difference))?.reason
}
