import { readText } from '../../flux/read-text.ts'
import { getNode } from '../../kustomize/tree/get-node.ts'
import type { TreeNode } from '../../kustomize/tree/tree-node.ts'
import type { AppliedKustomization, AppliedObject } from '../../model/closure/applied-kustomization.ts'
import type { Closure } from '../../model/closure/closure.ts'
import { isRelease } from './read-release.ts'

/** What a new cluster gets before what. */
export interface Order {
  /** The Flux Kustomizations that are first applied only after one of these was ready. */
  afterReady(some: readonly AppliedKustomization[]): ReadonlySet<AppliedKustomization>
  /** The Flux Kustomizations that are first applied only after a HelmRelease was ready. */
  afterRelease(release: AppliedObject): ReadonlySet<AppliedKustomization>
}

/** Something that happens in a cluster, with what happens only after it. */
interface Event {
  /** Of the event that a Flux Kustomization is first applied. */
  readonly begins: AppliedKustomization | undefined
  readonly next: Event[]
}

/**
 * Works out the order in a cluster from `dependsOn`, `wait` and `healthChecks`, and from who applies whom
 * (kustomize-controller: checkDependencies, checkHealth; helm-controller: dependsOn of releases). In doubt, such as with
 * a `readyExpr` or a health check of something that a chart makes, all that may be waited for counts as ready.
 */
export function createOrder({ applied }: Closure): Order {
  const begun = new Map(applied.map((one): [AppliedKustomization, Event] => [one, { begins: one, next: [] }]))
  const ready = new Map(applied.map((one): [AppliedKustomization, Event] => [one, { begins: undefined, next: [] }]))
  const released = new Map<AppliedObject, Event>()
  const byName = new Map<string, Event[]>()
  const releasesByName = new Map<string, Event[]>()
  for (const one of applied) {
    append(byName, keyOf(one.namespace, one.name), ready.get(one))
    for (const object of one.objects) {
      if (!isRelease(object)) continue
      const event: Event = { begins: undefined, next: [] }
      released.set(object, event)
      append(releasesByName, keyOf(object.id.namespace, object.id.name), event)
    }
  }
  const named = (names: ReadonlyMap<string, readonly Event[]>, item: TreeNode, namespace: string): readonly Event[] =>
    names.get(keyOf(textOf(item, 'namespace') || namespace, textOf(item, 'name'))) ?? []

  for (const one of applied) {
    const { namespace, owner, object, objects } = one
    const root = object?.root
    const dependencies = listOf(root, 'dependsOn').flatMap((item) => named(byName, item, namespace))
    follow(begun.get(one), [...(owner === undefined ? [] : [begun.get(owner)]), ...dependencies])
    follow(ready.get(one), [begun.get(one)])
    const own = objects.flatMap((release) => released.get(release) ?? [])
    if (readText(root, ['spec', 'wait'])?.text === 'true') follow(ready.get(one), own)
    else follow(ready.get(one), listChecked(one, own))
    if (owner !== undefined && readText(owner.object?.root, ['spec', 'wait'])?.text === 'true')
      follow(ready.get(owner), [ready.get(one)])
  }
  for (const [{ root, id, owner }, event] of released) {
    const dependencies = listOf(root, 'dependsOn').flatMap((item) => named(releasesByName, item, id.namespace))
    follow(event, [begun.get(owner), ...dependencies])
  }

  function listChecked({ object, objects, namespace }: AppliedKustomization, own: readonly Event[]): readonly Event[] {
    const checks = listOf(object?.root, 'healthChecks')
    const known = new Set(checks.length === 0 ? [] : objects.map(({ id }) => keyOf(id.kind, id.name)))
    const found = checks.flatMap((check) => {
      const kind = textOf(check, 'kind')
      if (kind === 'Kustomization') return named(byName, check, namespace)
      return kind === 'HelmRelease' ? named(releasesByName, check, namespace) : []
    })
    // What is not in Git comes from one of the charts.
    const isFromChart = checks.some((check) => {
      const kind = textOf(check, 'kind')
      return !/^(?:Kustomization|HelmRelease)$/.test(kind) && !known.has(keyOf(kind, textOf(check, 'name')))
    })
    return isFromChart ? [...found, ...own] : found
  }

  return {
    afterReady: (some) => listAfter(some.flatMap((one) => ready.get(one) ?? [])),
    afterRelease: (release) => listAfter([released.get(release)].filter((event) => event !== undefined)),
  }
}

function follow(event: Event | undefined, earlier: readonly (Event | undefined)[]): void {
  if (event === undefined) return
  for (const one of earlier) one?.next.push(event)
}

function listAfter(events: readonly Event[]): ReadonlySet<AppliedKustomization> {
  const found = new Set<AppliedKustomization>()
  const seen = new Set(events)
  const stack = [...events]
  for (let event = stack.pop(); event !== undefined; event = stack.pop()) {
    if (event.begins !== undefined) found.add(event.begins)
    for (const next of event.next) {
      if (seen.has(next)) continue
      seen.add(next)
      stack.push(next)
    }
  }
  return found
}

function append(map: Map<string, Event[]>, key: string, event: Event | undefined): void {
  if (event === undefined) return
  const list = map.get(key)
  if (list === undefined) map.set(key, [event])
  else list.push(event)
}

function listOf(root: TreeNode | undefined, field: string): readonly TreeNode[] {
  return getNode(root, ['spec', field])?.items ?? []
}

function textOf(node: TreeNode, field: string): string {
  return readText(node, [field])?.text ?? ''
}

function keyOf(namespace: string, name: string): string {
  return `${namespace}/${name}`
}
