import { isFluxKustomization } from '../../flux/is-flux-kustomization.ts'
import type { ClusterDiff, KustomizationPair, ObjectDiff } from './cluster-diff.ts'
import type { Consequence } from './consequence.ts'
import { findFate, findKustomizationFate } from './find-fate.ts'
import { isEmptied } from './is-emptied.ts'
import { readSettings } from './kustomization-settings.ts'
import { countObjects } from './list-names.ts'

/** What happens to Flux Kustomizations themselves: deleted, left behind, emptied, failing, or with other settings. */
export function explainKustomizations(diff: ClusterDiff): readonly Consequence[] {
  if (diff.after === undefined) return explainClusterGone(diff)
  const leaving = groupByOwner(diff)
  return diff.kustomizations.flatMap((pair) => {
    if (pair.before !== undefined && pair.after === undefined) return explainGone(pair, leaving.get(pair) ?? [], diff)
    return [...explainBuild(pair, leaving.get(pair) ?? [], diff), ...explainSettings(pair)]
  })
}

function groupByOwner({ objects }: ClusterDiff): ReadonlyMap<KustomizationPair, readonly ObjectDiff[]> {
  const groups = new Map<KustomizationPair, ObjectDiff[]>()
  for (const one of objects) {
    if (one.from === undefined || one.change === 'changed') continue
    const group = groups.get(one.from)
    if (group === undefined) groups.set(one.from, [one])
    else group.push(one)
  }
  return groups
}

function explainClusterGone({ before, kustomizations }: ClusterDiff): readonly Consequence[] {
  const [root] = kustomizations
  if (before === undefined || root === undefined) return []
  const message = `The directory \`${before.cluster.directory}\` is gone: the Flux of the cluster no longer finds it and leaves everything as it is. Nothing is deleted, and nothing follows Git any more.`
  const objects = root.before?.applied.object
  return [
    {
      code: 'cluster-gone',
      severity: 'attention',
      message,
      kustomization: root.name,
      objects: objects === undefined ? [] : [objects],
      steps: [],
    },
  ]
}

function explainGone(
  pair: KustomizationPair,
  leaving: readonly ObjectDiff[],
  diff: ClusterDiff,
): readonly Consequence[] {
  const { before, name } = pair
  const object = before?.applied.object
  if (before === undefined || object === undefined) return []
  const isTold = diff.objects.some((one) => one.change === 'removed' && one.before?.root === object.root)
  if (!isTold) return []
  const fate = findKustomizationFate(before.applied, diff)
  const owner = before.applied.owner
  const above = owner === undefined ? '' : `${owner.namespace}/${owner.name}`
  const lost = leaving.filter(
    (one) => one.change === 'removed' && one.before && findFate(one.before, pair, diff).is !== 'stays',
  )
  const objects = [object, ...lost.flatMap((one) => one.before ?? [])]
  const base = { kustomization: name, objects }
  if (fate.is === 'stays') {
    const message = `The Flux Kustomization \`${name}\` is no longer in the repository, but stays in the cluster with all that it applies: \`${above}\` does not delete it.`
    const steps = [
      `Delete it by hand: \`flux delete kustomization ${before.applied.name}\` deletes what it applied as well.`,
    ]
    return [{ ...base, code: 'kustomization-left-behind', severity: 'attention', message, steps }]
  }
  const verb = fate.is === 'perhaps' ? 'may delete' : 'deletes'
  if (lost.length === 0) {
    // What becomes of objects that move is told with them.
    if (leaving.some(({ change }) => change === 'moved')) return []
    const message = `\`${above}\` ${verb} the Flux Kustomization \`${name}\`, and nothing of what it applied.`
    return [{ ...base, code: 'kustomization-deleted', severity: 'attention', message, steps: [] }]
  }
  const message = `\`${above}\` ${verb} the Flux Kustomization \`${name}\`, and that deletes the ${nameCount(lost.length)} that it applied.`
  const steps = [
    `To keep ${lost.length === 1 ? 'it' : 'them'}, first commit \`deletionPolicy: Orphan\` on \`${name}\` and wait until the cluster has it.`,
    'Then commit this change.',
  ]
  // Where it only applied others like it, what is lost with them is told there.
  const severity = lost.every(({ before: old }) => old && isFluxKustomization(old.id)) ? 'attention' : 'danger'
  return [{ ...base, code: 'kustomization-deleted', severity, message, steps }]
}

function nameCount(count: number): string {
  return count === 1 ? 'object' : `${count} objects`
}

function explainBuild(
  pair: KustomizationPair,
  leaving: readonly ObjectDiff[],
  diff: ClusterDiff,
): readonly Consequence[] {
  const { before, after, name } = pair
  if (after === undefined) return []
  if (after.state === 'failing') {
    if (before?.state === 'failing') return []
    const { isSuspended } = after.applied
    const fails = isSuspended ? 'is suspended, and will fail when it is resumed' : 'fails'
    const kept =
      before === undefined || isSuspended
        ? ''
        : ' Flux keeps what it applied last, deletes nothing, and this change does not arrive.'
    const problem = (after.problem ?? 'it cannot be built').replace(/(?<![.?])$/, '.')
    const message = `\`${name}\` ${fails}: ${problem}${kept}`
    const objects = after.applied.object === undefined ? [] : [after.applied.object]
    return [{ code: 'build-fails', severity: 'attention', message, kustomization: name, objects, steps: [] }]
  }
  const gone = leaving.filter(
    ({ change, before: old }) => change !== 'moved' && old !== undefined && findFate(old, pair, diff).is !== 'stays',
  )
  if (!isEmptied(pair) || gone.length === 0) return []
  const message = `\`${name}\` builds nothing any more, which is no error to Flux: it deletes the ${nameCount(gone.length)} that it applied${gone.length < leaving.length ? ' and that do not move elsewhere' : ''}.`
  const steps = [
    `If they are to stay, commit \`prune: false\` on \`${name}\` and wait until the cluster has it; then commit this change.`,
    `If \`${name}\` is not needed any more, remove it instead of emptying its path.`,
  ]
  const objects = gone.flatMap((one) => one.before ?? [])
  return [{ code: 'emptied', severity: 'danger', message, kustomization: name, objects, steps }]
}

function explainSettings({ before, after, name }: KustomizationPair): readonly Consequence[] {
  if (before === undefined || after === undefined) return []
  const old = readSettings(before.applied)
  const now = readSettings(after.applied)
  const found: string[] = []
  const count = countObjects(after.objects.filter(({ id }) => !isFluxKustomization(id)).length)
  if (!old.suspend && now.suspend) found.push(`is suspended: ${count} no longer follow Git until it is resumed`)
  if (old.suspend && !now.suspend) found.push('is resumed: everything that was committed meanwhile arrives at once')
  if (old.prune && !now.prune) found.push('stops pruning: what leaves it from now on stays in the cluster')
  if (!old.prune && now.prune) found.push('begins to prune: what leaves it from now on is deleted')
  if (!old.force && now.force)
    found.push('gets `force`: objects with a changed immutable field are deleted and created anew')
  if (old.deletionPolicy !== now.deletionPolicy) {
    found.push(`gets the deletion policy \`${now.deletionPolicy}\`, which counts when it is deleted itself`)
  }
  if (old.wait && !now.wait)
    found.push('no longer waits: it is ready as soon as everything is applied, and so is what depends on it')
  if (!old.wait && now.wait)
    found.push('waits from now on until all its objects are ready, and so does what depends on it')
  if (old.remoteCluster !== now.remoteCluster) {
    found.push(
      'turns to another cluster (`kubeConfig`): what it applied in the former one stays there, and nothing manages it',
    )
  }
  const objects = after.applied.object === undefined ? [] : [after.applied.object]
  return found.map((text) => ({
    code: 'setting',
    severity: 'attention',
    message: `\`${name}\` ${text}.`,
    kustomization: name,
    objects,
    steps: [],
  }))
}
