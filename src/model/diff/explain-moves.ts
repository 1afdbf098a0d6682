import type { AppliedObject } from '../closure/applied-kustomization.ts'
import type { ClusterDiff, KustomizationPair, ObjectDiff } from './cluster-diff.ts'
import type { Consequence } from './consequence.ts'
import { groupItems } from './group-items.ts'
import { judgeMove, type MoveVerdict } from './judge-move.ts'
import { listNames } from './list-names.ts'
import { hasControl, isLeftAlone } from './object-control.ts'

/**
 * What happens to objects that another Flux Kustomization applies from now on, alone or besides the first. It takes them
 * over by its labels, and the old one only deletes what still has its own: which of them comes first decides.
 */
export function explainMoves(diff: ClusterDiff): readonly Consequence[] {
  const moved = diff.objects.filter(({ change }) => change === 'moved')
  const keyOf = (one: ObjectDiff): string =>
    JSON.stringify([one.from?.name, one.to?.name, judgeMove(one, diff), one.shares !== undefined])
  const moves = groupItems(moved, keyOf).flatMap((group): readonly Consequence[] => {
    const [first] = group
    const { from, to } = first
    const verdict = judgeMove(first, diff)
    if (from === undefined || to === undefined || verdict === 'safe') return []
    const objects = group.flatMap(({ before }) => before ?? [])
    return [explain(verdict, { objects, from, to, isShared: first.shares !== undefined })]
  })
  return [...moves, ...explainFurtherOwners(diff)]
}

/** Objects that one more Flux Kustomization applies, though others still do. */
function explainFurtherOwners({ objects }: ClusterDiff): readonly Consequence[] {
  const found = objects.filter(
    ({ change, shares, after, to }) =>
      change === 'added' &&
      shares !== undefined &&
      after !== undefined &&
      to?.after?.applied.isSuspended === false &&
      !isLeftAlone(after.root) &&
      !hasControl(after.root, 'ssa', 'IfNotPresent'),
  )
  return groupItems(found, ({ to, shares }) => JSON.stringify([to?.name, shares?.name])).map((group) => {
    const [{ to, shares }] = group
    const own = group.flatMap(({ after }) => after ?? [])
    const [has, it, leaves] = own.length === 1 ? ['has', 'it', 'it leaves'] : ['have', 'them', 'they leave']
    const message = `${listNames(own)} ${has} two owners from now on, \`${shares?.name}\` and \`${to?.name}\`: each overwrites what the other applies, and once ${leaves} one of them, that one may delete ${it}.`
    return {
      code: 'moved-two-owners',
      severity: 'attention',
      message,
      kustomization: to?.name,
      objects: own,
      steps: [`Keep ${it} in one of them only.`],
    }
  })
}

interface Move {
  readonly objects: readonly AppliedObject[]
  readonly from: KustomizationPair
  readonly to: KustomizationPair
  /** Whether the new owner had them before as well. */
  readonly isShared: boolean
}

function explain(verdict: Exclude<MoveVerdict, 'safe'>, { objects, from, to, isShared }: Move): Consequence {
  const names = listNames(objects)
  const isOne = objects.length === 1
  const it = isOne ? 'it' : 'them'
  const base = { kustomization: from.name, objects }
  const move = isShared
    ? `${names} ${isOne ? 'leaves' : 'leave'} \`${from.name}\` and ${isOne ? 'stays' : 'stay'} in \`${to.name}\``
    : `${names} ${isOne ? 'moves' : 'move'} from \`${from.name}\` to \`${to.name}\``
  const steps = isShared ? stepsToLeave(objects, from, to) : stepsToMove(objects, from, to)
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
  const how = isShared ? explainLeaving(isOne, from, to) : explainRace(isOne, from, to)
  const message = `${move}: ${how}.`
  return { ...base, code: 'moved-race', severity: verdict === 'unseen' ? 'attention' : 'danger', message, steps }
}

function explainRace(isOne: boolean, from: KustomizationPair, to: KustomizationPair): string {
  const [it, theyAre] = isOne ? ['it', 'it is'] : ['them', 'they are']
  return from.after === undefined
    ? `\`${from.name}\` is deleted, and deletes ${it} unless \`${to.name}\` has taken ${it} over before; then ${theyAre} created anew`
    : `where \`${from.name}\` comes first, it deletes ${it} before \`${to.name}\` creates ${it} anew; where \`${to.name}\` comes first, ${theyAre} taken over and nothing is lost. Nothing makes one of them come first`
}

function explainLeaving(isOne: boolean, from: KustomizationPair, to: KustomizationPair): string {
  const it = isOne ? 'it' : 'them'
  const deletes =
    from.after === undefined
      ? `\`${from.name}\` is deleted, and where it was the last to apply ${it}, it deletes ${it}`
      : `where \`${from.name}\` was the last to apply ${it}, it deletes ${it}`
  return `${deletes} and \`${to.name}\` creates ${it} anew; where \`${to.name}\` was, nothing is lost. Nothing tells which it was`
}

/** How to take objects out of one of two owners. The other one would take the annotation off again. */
function stepsToLeave(
  objects: readonly AppliedObject[],
  from: KustomizationPair,
  to: KustomizationPair,
): readonly string[] {
  const it = objects.length === 1 ? 'it' : 'them'
  if (from.after === undefined) {
    return [
      `Commit \`prune: false\` on \`${from.name}\`, where it is defined, and wait until the cluster has it: a Flux Kustomization that does not prune deletes nothing when it is deleted.`,
      `Commit this change: \`${to.name}\` keeps ${it}.`,
    ]
  }
  return [
    `Commit the annotation \`kustomize.toolkit.fluxcd.io/prune: disabled\` on ${listNames(objects)}, in \`${from.name}\` and in \`${to.name}\` (or \`prune: false\` on \`${from.name}\`), and wait until both have applied it. In one commit with this change it is too late: Flux looks at the object in the cluster.`,
    `Commit this change: \`${to.name}\` keeps ${it}.`,
    `When \`${from.name}\` has applied it, commit the removal of the annotation${objects.length === 1 ? '' : 's'} (or of \`prune: false\`).`,
  ]
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
