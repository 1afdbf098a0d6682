import type { AppliedObject } from '../closure/applied-kustomization.ts'
import type { Closure } from '../closure/closure.ts'
import type { ClusterDiff, KustomizationPair, ObjectDiff, UnknownObjects } from './cluster-diff.ts'
import { compareFields } from './compare-fields.ts'
import { findRemoteOwner, objectKey } from './object-key.ts'
import { type PairedKustomizations, pairKustomizations } from './pair-kustomizations.ts'
import { type OwnedObject, pairRenamed } from './pair-renamed.ts'

/**
 * What differs between a cluster before a change and after it; undefined is a cluster that is not there. Objects are the
 * same where group, kind, namespace and name are, as in Flux's inventories. What is not seen on a side, or not applied
 * because Flux fails on it, is told once and not called new or gone.
 */
export function compareClosures(before: Closure | undefined, after: Closure | undefined): ClusterDiff {
  const paired = pairKustomizations(before, after)
  const old = indexObjects(before, paired, 'before')
  const now = indexObjects(after, paired, 'after')
  const unknown = new Map<KustomizationPair, UnknownObjects>()
  const note = (kustomization: KustomizationPair, reason: UnknownObjects['reason'], count: number): void => {
    const known = unknown.get(kustomization)
    unknown.set(kustomization, {
      kustomization,
      reason: known?.reason ?? reason,
      count: (known?.count ?? 0) + count,
    })
  }

  const sides: Sides = { paired, before, after, old, now }
  const objects: ObjectDiff[] = []
  const added: OwnedObject[] = []
  for (const [key, owned] of now) {
    const [first, ...more] = owned.filter(({ owner }) => owner.after?.state !== 'failing')
    if (first === undefined) continue
    const current = [first, ...more]
    const others = old.get(key) ?? []
    const same = others.find(({ owner }) => current.some((one) => one.owner === owner))
    const stays = current.find(({ owner }) => owner === same?.owner) ?? first
    const leaving = others.filter(
      (one) => !owned.some(({ owner }) => owner === one.owner) && explainUnknown(one, sides) === undefined,
    )
    const further = current.filter((one) => one !== stays && isFurther(one, others))
    if (same !== undefined) {
      const fields = compareFields(same.object, stays.object)
      if (fields.length > 0) objects.push(toDiff('changed', same, stays, fields))
      objects.push(...leaving.map((one) => toDiff('moved', one, stays, [], stays.owner)))
    } else if (others[0] !== undefined) {
      objects.push(toDiff('moved', others[0], stays, compareFields(others[0].object, stays.object)))
      objects.push(...leaving.filter((one) => one !== others[0]).map((one) => toDiff('moved', one, stays, [])))
    } else if (first.owner.after?.state === 'unseen' && first.owner.before?.state !== 'known') {
      note(first.owner, 'out-of-sight', 1)
      continue
    } else if (first.owner.before?.state === 'failing') {
      note(first.owner, 'failed-before', 0)
      added.push(first)
    } else added.push(first)
    if (before !== undefined) {
      objects.push(...further.map((one) => toDiff('added', undefined, one, [], stays.owner)))
    }
  }

  const gone: OwnedObject[] = []
  for (const [key, owned] of old) {
    const remains = (now.get(key) ?? []).some(({ owner }) => owner.after?.state !== 'failing')
    if (remains) continue
    for (const one of owned) {
      const reason = explainUnknown(one, sides)
      if (reason === undefined) gone.push(one)
      else note(one.owner, reason, 1)
    }
  }

  const renamed = pairRenamed(gone, added)
  const names = new Map([...renamed].map(([object, other]) => [other, object]))
  for (const one of added) {
    const other = gone.find(({ object }) => object === names.get(one.object))
    if (other === undefined) objects.push(toDiff('added', undefined, one, []))
    else objects.push(toDiff('renamed', other, one, compareFields(other.object, one.object)))
  }
  for (const one of gone) if (!renamed.has(one.object)) objects.push(toDiff('removed', one, undefined, []))

  for (const pair of paired.pairs) {
    if (pair.after?.state === 'failing') note(pair, 'fails', 0)
    else if (pair.after?.state === 'unseen') note(pair, 'out-of-sight', 0)
  }
  return { before, after, kustomizations: paired.pairs, objects, unknown: [...unknown.values()] }
}

function toDiff(
  change: ObjectDiff['change'],
  before: OwnedObject | undefined,
  after: OwnedObject | undefined,
  fields: ObjectDiff['fields'],
  shares?: KustomizationPair,
): ObjectDiff {
  return {
    change,
    before: before?.object,
    after: after?.object,
    from: before?.owner,
    to: after?.owner,
    shares,
    fields,
  }
}

/** Whether an owner certainly is new to an object: that it applied it before can be ruled out. */
function isFurther({ owner }: OwnedObject, others: readonly OwnedObject[]): boolean {
  const isSeen = owner.after?.state === 'known' && (owner.before === undefined || owner.before.state === 'known')
  return isSeen && !others.some((one) => one.owner === owner)
}

/** Every object with its owners, each of them once. */
type ObjectIndex = ReadonlyMap<string, readonly OwnedObject[]>

function indexObjects(
  closure: Closure | undefined,
  paired: PairedKustomizations,
  side: 'before' | 'after',
): ObjectIndex {
  const index = new Map<string, OwnedObject[]>()
  for (const applied of closure?.applied ?? []) {
    const owner = paired.pairOf(applied)
    if (owner === undefined) continue
    const remote = scopeOf(applied, paired, side)
    for (const object of applied.objects) {
      const key = objectKey(object, remote)
      const known = index.get(key)
      if (known === undefined) index.set(key, [{ object, owner }])
      else if (!known.some((one) => one.owner === owner)) known.push({ object, owner })
    }
  }
  return index
}

/** Where a Flux Kustomization turns to another cluster, its objects are compared with those that it had: Flux does so. */
function scopeOf(
  applied: AppliedObject['owner'],
  paired: PairedKustomizations,
  side: 'before' | 'after',
): string | undefined {
  const remote = findRemoteOwner(applied)
  const pair = paired.pairOf(remote ?? applied)
  const current = side === 'before' ? pair?.after?.applied : undefined
  return current === undefined ? remote?.remoteCluster : findRemoteOwner(current)?.remoteCluster
}

interface Sides {
  readonly paired: PairedKustomizations
  readonly before: Closure | undefined
  readonly after: Closure | undefined
  readonly old: ObjectIndex
  readonly now: ObjectIndex
}

/** Why it cannot be told whether an object is gone; undefined where it is. */
function explainUnknown(
  { owner }: Pick<OwnedObject, 'owner'>,
  sides: Sides,
  depth = 0,
): UnknownObjects['reason'] | undefined {
  const { before, after } = owner
  if (before === undefined || depth > 1000) return undefined
  if (before.state === 'unseen') return 'out-of-sight'
  if (after?.state === 'failing') return 'fails'
  if (before.state === 'failing') return 'failed-before'
  if (after !== undefined) {
    if (after.state === 'unseen') return 'out-of-sight'
    return hasSameRemoteParts(owner) ? undefined : 'remote-parts'
  }
  if (sides.after === undefined) return 'owner-stays-as-it-is'
  const { object, owner: above } = before.applied
  const pair = above && sides.paired.pairOf(above)
  if (object === undefined || above === undefined || pair === undefined) return undefined
  const key = objectKey(object, findRemoteOwner(above)?.remoteCluster)
  if (sides.now.has(key)) return 'owner-stays-as-it-is'
  const reason = pair === owner ? undefined : explainUnknown({ owner: pair }, sides, depth + 1)
  return reason === undefined ? undefined : 'owner-stays-as-it-is'
}

/** What cannot be had offline may hold anything, but on both sides the same. */
function hasSameRemoteParts({ before, after }: KustomizationPair): boolean {
  const parts = [before, after].map((side) =>
    (side?.applied.build?.unverified ?? []).map(({ code, message }) => `${code} ${message}`).sort(),
  )
  return JSON.stringify(parts[0]) === JSON.stringify(parts[1]) || (parts[1] ?? []).length === 0
}
