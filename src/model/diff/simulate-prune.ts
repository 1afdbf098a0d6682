import type { ClusterDiff } from './cluster-diff.ts'
import type { Consequence } from './consequence.ts'
import { explainChanges } from './explain-changes.ts'
import { explainKustomizations } from './explain-kustomizations.ts'
import { explainMoves } from './explain-moves.ts'
import { explainReleases } from './explain-releases.ts'
import { explainRemovals } from './explain-removals.ts'
import { findOwnersVerdict } from './find-fate.ts'

/**
 * What Flux 2.9 does because of a change, beyond applying it: what it deletes, uninstalls, creates anew, leaves behind or
 * cannot do, and in which order of commits nothing is lost. The dangers come first.
 */
export function simulatePrune(diff: ClusterDiff): readonly Consequence[] {
  for (const pair of diff.kustomizations) findOwnersVerdict(pair, diff)
  const found = [
    ...explainKustomizations(diff),
    ...explainRemovals(diff),
    ...explainMoves(diff),
    ...explainReleases(diff),
    ...explainChanges(diff),
  ]
  return [
    ...found.filter(({ severity }) => severity === 'danger'),
    ...found.filter(({ severity }) => severity !== 'danger'),
  ]
}
