import type { AppliedObject } from '../closure/applied-kustomization.ts'
import { appliesFirst } from './applies-first.ts'
import type { ClusterDiff, KustomizationPair, ObjectDiff } from './cluster-diff.ts'
import type { Consequence } from './consequence.ts'
import { findFate } from './find-fate.ts'
import { groupItems } from './group-items.ts'
import { listNames } from './list-names.ts'
import { hasControl, isLeftAlone } from './object-control.ts'

/**
 * What happens to objects that another Flux Kustomization applies from now on. It takes them over by its labels, and the
 * old one only deletes what still has its own: which of them comes first decides.
 */
export function explainMoves(diff: ClusterDiff): readonly Consequence[] {
  const moved = diff.objects.filter(({ change }) => change === 'moved')
  const groups = groupItems(moved, (one) => JSON.stringify([one.from?.name, one.to?.name, verdictOf(one, diff)]))
  return groups.flatMap((group): readonly Consequence[] => {
    const [first] = group
    const { from, to } = first
    const verdict = verdictOf(first, diff)
    if (from === undefined || to === undefined || verdict === 'safe') return []
    const objects = group.flatMap(({ before }) => before ?? [])
    return [explain(verdict, objects, from, to)]
  })
}

type Verdict = 'safe' | 'race' | 'first-deleted' | 'not-taken-over' | 'not-applied' | 'unseen' | 'two-owners'

function verdictOf({ before, after, from, to }: ObjectDiff, diff: ClusterDiff): Verdict {
  if (before === undefined || from === undefined || to === undefined) return 'safe'
  if (from.after?.state === 'failing') return 'safe'
  const fate = findFate(before, from, diff)
  if (fate.because === 'owner-stays') return 'two-owners'
  if (fate.is === 'stays') return 'safe'
  if (to.after?.state === 'failing' || to.after?.applied.isSuspended === true) return 'not-applied'
  if (to.after?.state === 'unseen') return 'unseen'
  if (after !== undefined && isLeftAlone(after.root)) return 'not-applied'
  if (after !== undefined && hasControl(after.root, 'ssa', 'IfNotPresent')) return 'not-taken-over'
  if (fate.because === 'owner-deleted') return 'race'
  if (appliesFirst(to, from, diff)) return 'safe'
  return appliesFirst(from, to, diff) ? 'first-deleted' : 'race'
}

function explain(
  verdict: Exclude<Verdict, 'safe'>,
  objects: readonly AppliedObject[],
  from: KustomizationPair,
  to: KustomizationPair,
): Consequence {
  const names = listNames(objects)
  const [it, is] = objects.length === 1 ? ['it', 'is'] : ['them', 'are']
  const base = { kustomization: from.name, objects }
  const move = `${names} ${objects.length === 1 ? 'moves' : 'move'} from \`${from.name}\` to \`${to.name}\``
  const steps = stepsToMove(objects, from, to)
  if (verdict === 'two-owners') {
    const message = `${move}, but \`${from.name}\` stays in the cluster, as its owner does not delete it, and goes on with what its path still gives it.`
    const help = `Delete the Flux Kustomization \`${from.name}\` by hand, with \`prune: false\` on it, once \`${to.name}\` has applied this revision.`
    return { ...base, code: 'moved-two-owners', severity: 'attention', message, steps: [help] }
  }
  if (verdict === 'first-deleted') {
    const message = `${move}, which depends on the former: \`${from.name}\` certainly comes first and deletes ${it}, and \`${to.name}\` creates ${it} anew.`
    return { ...base, code: 'moved-first-deleted', severity: 'danger', message, steps }
  }
  if (verdict === 'not-taken-over') {
    const message = `${move}, which does not touch what exists (\`ssa: IfNotPresent\`): \`${from.name}\` deletes ${it}, and only then \`${to.name}\` creates ${it} anew.`
    return { ...base, code: 'moved-first-deleted', severity: 'danger', message, steps: stepsWithoutPrune(from, to) }
  }
  if (verdict === 'not-applied') {
    const isSuspended = to.after?.applied.isSuspended === true
    const reason = isSuspended
      ? 'is suspended'
      : to.after?.state === 'failing'
        ? 'fails to build'
        : `leaves ${it} alone`
    const message = `${move}, which ${reason}: \`${from.name}\` deletes ${it}, and nothing creates ${it} again until that is mended.`
    const isLeft = !isSuspended && to.after?.state !== 'failing'
    const own = isLeft ? stepsWithoutPrune(from, to) : steps
    return { ...base, code: 'moved-not-applied', severity: 'danger', message, steps: own }
  }
  const how =
    from.after === undefined
      ? `\`${from.name}\` is deleted, and deletes ${it} unless \`${to.name}\` has taken ${it} over before; then ${is === 'is' ? 'it is' : 'they are'} created anew`
      : `where \`${from.name}\` comes first, it deletes ${it} before \`${to.name}\` creates ${it} anew; where \`${to.name}\` comes first, ${is === 'is' ? 'it is' : 'they are'} taken over and nothing is lost. Nothing makes one of them come first`
  const message = `${move}: ${how}.`
  return { ...base, code: 'moved-race', severity: verdict === 'unseen' ? 'attention' : 'danger', message, steps }
}

/** The order of commits in which nothing is deleted. */
function stepsToMove(
  objects: readonly AppliedObject[],
  from: KustomizationPair,
  to: KustomizationPair,
): readonly string[] {
  const isOne = objects.length === 1
  const [namespace = '', name = ''] = from.name.split('/')
  const option = namespace === 'flux-system' ? '' : ` --namespace ${namespace}`
  const reconcile = `wait until \`${from.name}\` has applied it (\`flux reconcile kustomization ${name}${option} --with-source\`)`
  if (from.after === undefined) {
    return [
      `Commit \`prune: false\` on \`${from.name}\`, where it is defined, and wait until the cluster has it: a Flux Kustomization that does not prune deletes nothing when it is deleted.`,
      `Commit this change: \`${to.name}\` takes ${isOne ? 'the object' : 'the objects'} over.`,
    ]
  }
  return [
    `Commit the annotation \`kustomize.toolkit.fluxcd.io/prune: disabled\` on ${listNames(objects)}, still in \`${from.name}\` (or \`prune: false\` on \`${from.name}\`), and ${reconcile}. In one commit with the move it is too late: Flux looks at the object in the cluster.`,
    `Commit this change: \`${to.name}\` takes ${isOne ? 'the object' : 'the objects'} over.`,
    `When \`${to.name}\` has applied it, commit the removal of the annotation${isOne ? '' : 's'} (or of \`prune: false\`).`,
  ]
}

/** For objects that the new owner does not touch, and to which an annotation would not come either. */
function stepsWithoutPrune(from: KustomizationPair, to: KustomizationPair): readonly string[] {
  return [
    `Commit \`prune: false\` on \`${from.name}\` and wait until the cluster has it.`,
    `Commit this change, and wait until \`${from.name}\` and \`${to.name}\` have applied it.`,
    `Commit the removal of \`prune: false\`: neither of them deletes what was moved.`,
  ]
}
