import { appliesFirst } from './applies-first.ts'
import type { ClusterDiff, KustomizationPair, ObjectDiff } from './cluster-diff.ts'
import { findFate, findOwner } from './find-fate.ts'
import { firstName } from './first-name.ts'
import { hasControl, isLeftAlone } from './object-control.ts'
import { objectKey } from './object-key.ts'

/** What becomes of an object that leaves one Flux Kustomization and is in another. */
export type MoveVerdict = 'safe' | 'race' | 'first-deleted' | 'not-taken-over' | 'not-applied' | 'unseen' | 'two-owners'

/**
 * Judges a move by kustomize-controller 1.9.4: it labels what it applies with the one that applies it, and deletes only
 * what still has its own label. What both have applied before has the label of the one that came last.
 */
export function judgeMove({ before, after, from, to, shares }: ObjectDiff, diff: ClusterDiff): MoveVerdict {
  if (before === undefined || from === undefined || to === undefined) return 'safe'
  if (from.after?.state === 'failing') return 'safe'
  const fate = findFate(before, from, diff)
  if (fate.because === 'owner-stays') return shares === undefined ? 'two-owners' : 'safe'
  if (fate.is === 'stays') return 'safe'
  const isApplied = after === undefined || !isLeftAlone(after.root)
  const isTakenOver = isApplied && !(after !== undefined && hasControl(after.root, 'ssa', 'IfNotPresent'))
  if (isTakenOver && to.after?.state === 'known' && isReplacedByOwner({ before, after, from, to }, diff)) return 'safe'
  if (to.after?.state === 'failing' || to.after?.applied.isSuspended === true) return 'not-applied'
  if (to.after?.state === 'unseen') return 'unseen'
  if (!isApplied) return 'not-applied'
  if (!isTakenOver) return 'not-taken-over'
  if (fate.because === 'owner-deleted') return 'race'
  if (appliesFirst(to, from, diff)) return 'safe'
  return shares === undefined && appliesFirst(from, to, diff) ? 'first-deleted' : 'race'
}

type Move = Required<Pick<ObjectDiff, 'before' | 'after' | 'from' | 'to'>>

/**
 * Whether the new owner is the one that deletes the old: in one go it first applies the objects and then deletes, so that
 * they have its label before the old one deletes what is its own. Meanwhile the old one may build the new revision, which
 * does no harm where it still finds the object, or nothing that it could build.
 */
function isReplacedByOwner({ before, after, from, to }: Move, diff: ClusterDiff): boolean {
  if (from === undefined || to === undefined || before === undefined || after === undefined) return false
  if (findDeleter(from, diff) !== to) return false
  const { file } = firstName(before)
  if (file !== '' && file === firstName(after).file) return true
  const isWhole = wholes.get(from) ?? hasAllOf(to, from)
  wholes.set(from, isWhole)
  return isWhole
}

/** By the old owner, whose deleter is always the same. */
const wholes = new WeakMap<KustomizationPair, boolean>()

/** Whether one applies afterwards all that another applied before. */
function hasAllOf({ after }: KustomizationPair, { before }: KustomizationPair): boolean {
  const applied = new Set(after?.objects.map((object) => objectKey(object, undefined)))
  return before?.objects.every((object) => applied.has(objectKey(object, undefined))) === true
}

/** The Flux Kustomization above one that is gone which is there on both sides; those in between go with it. */
function findDeleter(from: KustomizationPair, diff: ClusterDiff): KustomizationPair | undefined {
  let at: KustomizationPair | undefined = from
  for (let depth = 0; at !== undefined && at.after === undefined && depth < 1000; depth += 1) at = findOwner(at, diff)
  return at === from ? undefined : at
}
