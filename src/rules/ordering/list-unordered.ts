import type { AppliedKustomization, AppliedObject } from '../../model/closure/applied-kustomization.ts'
import type { Closure } from '../../model/closure/closure.ts'
import { isLeftAlone } from '../../model/diff/object-control.ts'
import { listKinds } from '../../model/queries/list-objects-of-kind.ts'
import { hasControllerSetting } from '../flux-objects/has-controller-setting.ts'
import { createOrder, type Order } from './create-order.ts'
import { type Installer, indexInstallers } from './index-installers.ts'

/** Custom resources of one Flux Kustomization that may be applied before their CRD. */
export interface Unordered {
  /**
   * `never`: the CRD only comes once they are applied. `unawaited`: their Flux Kustomization depends on that of the
   * release, which does not wait for it. `unordered`: nothing says what comes first.
   */
  readonly is: 'never' | 'unawaited' | 'unordered'
  readonly consumer: AppliedKustomization
  readonly installer: Installer
  /** The first custom resource that needs it. */
  readonly object: AppliedObject
  /** False where something out of sight may bring the CRD too. */
  readonly isCertain: boolean
}

type Verdict = 'ordered' | Unordered['is']

/** Kinds that are there because Flux runs. */
const fluxGroup = /(?:^|\.)(?:toolkit\.fluxcd\.io|source\.extensions\.fluxcd\.io|fluxcd\.controlplane\.io)$/

/** Judges each kind of custom resource whose CRD is known to come from some object of the cluster. */
export function listUnordered(closure: Closure): readonly Unordered[] {
  const installers = indexInstallers(closure)
  const local = closure.applied.filter(({ remoteCluster }) => remoteCluster === undefined)
  const judged = listKinds(closure).flatMap(({ group, kind }): [string, readonly Installer[]][] => {
    const candidates = group.includes('.') && !fluxGroup.test(group) ? installers.of(group, kind) : []
    const isKnown = candidates.length > 0 && candidates.every(({ isCertain }) => isCertain)
    return isKnown ? [[keyOf(group, kind), candidates]] : []
  })
  if (judged.length === 0) return []
  const candidatesOf = new Map(judged)
  const order = createOrder(closure)
  const unseen = local.filter((one) => !isSeen(one))
  const afterUnseen = order.afterReady(unseen)
  const mayComeFirst = [...unseen, ...installers.others.map(({ owner }) => owner)]

  const found = new Map<string, Unordered>()
  for (const [key, consumers] of groupByKind(local, candidatesOf)) {
    const candidates = candidatesOf.get(key) ?? []
    const judges = candidates.map((installer) => createJudge(installer, order))
    // Who comes after another that needs the same is not told again.
    const afterOthers = order.afterReady([...consumers.keys()])
    for (const [consumer, object] of consumers) {
      if (!isJudged(consumer) || afterOthers.has(consumer) || afterUnseen.has(consumer)) continue
      const before = judges.map((judge) => judge(consumer))
      if (before.includes('ordered') || unseen.some((one) => isAround(one, consumer))) continue
      const after = order.afterReady([consumer])
      const isLater = (one: AppliedKustomization): boolean =>
        one === consumer || after.has(one) || isAround(consumer, one)
      const verdicts = before.map((verdict, index) => {
        const owner = candidates[index]?.object.owner
        return owner !== undefined && isLater(owner) ? 'never' : verdict
      })
      const is = (['unawaited', 'unordered', 'never'] as const).find((one) => verdicts.includes(one))
      const installer = is && candidates[verdicts.indexOf(is)]
      if (is === undefined || installer === undefined) continue
      const { id } = installer.object
      const name = JSON.stringify([consumer.namespace, consumer.name, is, id.kind, id.namespace, id.name])
      // Releases may be told to go before other objects.
      const isCertain = mayComeFirst.every(isLater) && !hasControllerSetting(closure, '--custom-apply-stage-kinds')
      if (!found.has(name)) found.set(name, { is, consumer, installer, object, isCertain })
    }
  }
  return [...found.values()]
}

/** Those who apply any object of the kinds that are judged, with the first object of each. */
function groupByKind(
  applied: readonly AppliedKustomization[],
  judged: ReadonlyMap<string, unknown>,
): ReadonlyMap<string, ReadonlyMap<AppliedKustomization, AppliedObject>> {
  const found = new Map<string, Map<AppliedKustomization, AppliedObject>>()
  for (const one of applied) {
    for (const object of one.objects) {
      const key = keyOf(object.id.group, object.id.kind)
      const consumers = judged.has(key) ? (found.get(key) ?? new Map<AppliedKustomization, AppliedObject>()) : undefined
      if (consumers === undefined || consumers.has(one) || isLeftAlone(object.root)) continue
      found.set(key, consumers)
      consumers.set(one, object)
    }
  }
  return found
}

function keyOf(group: string, kind: string): string {
  return `${group}/${kind}`
}

/** Tells of a Flux Kustomization whether it comes after the CRD. */
function createJudge({ object, chart }: Installer, order: Order): (consumer: AppliedKustomization) => Verdict {
  const { owner } = object
  const afterOwner = order.afterReady([owner])
  if (chart === undefined) {
    // Definitions go first within what is applied at once.
    return (consumer) =>
      owner === consumer || afterOwner.has(consumer) || isAround(owner, consumer) ? 'ordered' : 'unordered'
  }
  const afterRelease = order.afterRelease(object)
  return (consumer) => {
    if (afterRelease.has(consumer)) return 'ordered'
    return afterOwner.has(consumer) ? 'unawaited' : 'unordered'
  }
}

function isJudged(one: AppliedKustomization): boolean {
  return !one.isSuspended && isSeen(one)
}

/** Whether all that a Flux Kustomization applies is seen. */
function isSeen({ isCertain, build, path }: AppliedKustomization): boolean {
  if (!isCertain) return false
  if (build === undefined) return path?.target.kind === 'missing'
  return build.problems.length === 0 && build.unverified.length === 0
}

/** Whether one applies another, through others too. */
function isAround(outer: AppliedKustomization, inner: AppliedKustomization): boolean {
  for (let one = inner.owner; one !== undefined; one = one.owner) if (one === outer) return true
  return false
}
