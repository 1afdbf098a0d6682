import type { BuiltObject } from '../../kustomize/build/built-object.ts'
import type { AppliedKustomization } from '../closure/applied-kustomization.ts'
import type { ClusterDiff, KustomizationPair } from './cluster-diff.ts'
import { readSettings } from './kustomization-settings.ts'
import { hasControl, isLeftAlone } from './object-control.ts'

/** What Flux does with an object that is gone from the repository. */
export interface Fate {
  /** `perhaps`: it depends on which of two things Flux does first. */
  readonly is: 'deleted' | 'stays' | 'perhaps'
  readonly because:
    | 'prune'
    | 'prunes-once-more'
    | 'prune-changes'
    | 'prune-is-off'
    | 'protected'
    | 'left-alone'
    | 'suspended'
    | 'suspend-changes'
    | 'owner-deleted'
    | 'owner-stays'
    | 'deletion-policy'
    | 'no-cluster'
}

/**
 * What Flux does with an object that a Flux Kustomization applied before a change and that it does not apply afterwards
 * (kustomize-controller 1.9.4). The object's own labels and annotations count as they were: Flux looks at the object in
 * the cluster.
 */
export function findFate({ root }: BuiltObject, owner: KustomizationPair, diff: ClusterDiff): Fate {
  const fate = findOwnersVerdict(owner, diff)
  if (fate.is === 'stays') return fate
  if (isLeftAlone(root)) return { is: 'perhaps', because: 'left-alone' }
  return hasControl(root, 'prune', 'disabled') ? { is: 'stays', because: 'protected' } : fate
}

const verdicts = new WeakMap<KustomizationPair, Fate>()

/** What its owner does with anything that leaves it; asked for owners before what they own, it does not recurse. */
export function findOwnersVerdict(owner: KustomizationPair, diff: ClusterDiff): Fate {
  const known = verdicts.get(owner) ?? judgeOwner(owner, diff)
  verdicts.set(owner, known)
  return known
}

function judgeOwner(owner: KustomizationPair, diff: ClusterDiff): Fate {
  if (owner.before === undefined) return { is: 'stays', because: 'owner-stays' }
  const old = readSettings(owner.before.applied)
  if (owner.after === undefined) {
    const fate = findKustomizationFate(owner.before.applied, diff)
    if (fate.is === 'stays')
      return { is: 'stays', because: fate.because === 'no-cluster' ? 'no-cluster' : 'owner-stays' }
    if (old.suspend) return { is: 'stays', because: 'suspended' }
    const deletes =
      old.deletionPolicy === 'MirrorPrune'
        ? old.prune
        : old.deletionPolicy === 'Delete' || old.deletionPolicy === 'WaitForTermination'
    return deletes ? { is: fate.is, because: 'owner-deleted' } : { is: 'stays', because: 'deletion-policy' }
  }
  const next = readSettings(owner.after.applied)
  // A root reads its own spec before it applies what Git has for it.
  const isRoot = owner.before.applied.owner === undefined
  const now = isRoot ? old : next
  if (!old.prune && !now.prune) return { is: 'stays', because: 'prune-is-off' }
  if (old.suspend && now.suspend) return { is: 'stays', because: 'suspended' }
  if (!old.suspend && now.suspend) return { is: 'perhaps', because: 'suspend-changes' }
  if (isRoot && (!next.prune || next.suspend)) return { is: 'deleted', because: 'prunes-once-more' }
  return old.prune === now.prune ? { is: 'deleted', because: 'prune' } : { is: 'perhaps', because: 'prune-changes' }
}

/** What happens to a Flux Kustomization that a change takes away: its own owner decides. */
export function findKustomizationFate(kustomization: AppliedKustomization, diff: ClusterDiff): Fate {
  const { owner, object } = kustomization
  if (owner === undefined || object === undefined) return { is: 'stays', because: 'no-cluster' }
  const pair = indexOwners(diff).get(owner)
  return pair === undefined ? { is: 'stays', because: 'owner-stays' } : findFate(object, pair, diff)
}

/** The Flux Kustomization that applied another before the change; undefined for a root. */
export function findOwner({ before }: KustomizationPair, diff: ClusterDiff): KustomizationPair | undefined {
  const owner = before?.applied.owner
  return owner && indexOwners(diff).get(owner)
}

const owners = new WeakMap<ClusterDiff, ReadonlyMap<AppliedKustomization, KustomizationPair>>()

function indexOwners(diff: ClusterDiff): ReadonlyMap<AppliedKustomization, KustomizationPair> {
  const known =
    owners.get(diff) ??
    new Map(
      diff.kustomizations.flatMap((pair): readonly (readonly [AppliedKustomization, KustomizationPair])[] =>
        pair.before === undefined ? [] : [[pair.before.applied, pair]],
      ),
    )
  owners.set(diff, known)
  return known
}
