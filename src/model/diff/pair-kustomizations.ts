import { compareBytes } from '../../source/compare-bytes.ts'
import type { AppliedKustomization } from '../closure/applied-kustomization.ts'
import type { Closure } from '../closure/closure.ts'
import type { KustomizationPair, KustomizationSide } from './cluster-diff.ts'
import { isNamespaced } from './is-namespaced.ts'
import { describeObject } from './object-key.ts'

/** The Flux Kustomizations of both sides, by their own objects. */
export interface PairedKustomizations {
  readonly pairs: readonly KustomizationPair[]
  /** The pair that an applied Flux Kustomization of either side belongs to. */
  pairOf(applied: AppliedKustomization): KustomizationPair | undefined
  /** The pair of a name, as `namespace/name`. */
  named(name: string): KustomizationPair | undefined
}

/** Pairs Flux Kustomizations by namespace and name; the roots are a pair whatever they are called. */
export function pairKustomizations(before: Closure | undefined, after: Closure | undefined): PairedKustomizations {
  const first = groupByName(before)
  const second = groupByName(after)
  const pairs = new Map<string, KustomizationPair>()
  for (const key of new Set([...second.keys(), ...first.keys()])) {
    const old = toSide(first.get(key))
    const now = toSide(second.get(key))
    const applied = now?.applied ?? old?.applied
    if (applied !== undefined) pairs.set(key, { name: nameOf(applied), before: old, after: now })
  }
  const depths = measureDepths([before, after])
  const depthOf = (pair: KustomizationPair): number => {
    const applied = (pair.after ?? pair.before)?.applied
    return applied === undefined ? 0 : (depths.get(applied) ?? 0)
  }
  const list = [...pairs.values()].sort((a, b) => depthOf(a) - depthOf(b) || compareBytes(a.name, b.name))
  const byName = new Map(list.flatMap((pair) => namesOf(pair).map((name): [string, KustomizationPair] => [name, pair])))
  return {
    pairs: list,
    pairOf: (applied) => pairs.get(keyOf(applied)),
    named: (name) => byName.get(name),
  }
}

const rootKey = ''

function keyOf(one: AppliedKustomization): string {
  return one.owner === undefined ? rootKey : nameOf(one)
}

function nameOf({ namespace, name }: AppliedKustomization): string {
  return `${namespace}/${name}`
}

function namesOf({ before, after }: KustomizationPair): readonly string[] {
  return [before, after].flatMap((side) => (side === undefined ? [] : [nameOf(side.applied)]))
}

/** How many Flux Kustomizations stand above each. */
function measureDepths(closures: readonly (Closure | undefined)[]): ReadonlyMap<AppliedKustomization, number> {
  const depths = new Map<AppliedKustomization, number>()
  for (const one of closures.flatMap((closure) => closure?.applied ?? [])) {
    depths.set(one, one.owner === undefined ? 0 : (depths.get(one.owner) ?? 0) + 1)
  }
  return depths
}

function groupByName(closure: Closure | undefined): ReadonlyMap<string, readonly AppliedKustomization[]> {
  const groups = new Map<string, AppliedKustomization[]>()
  for (const one of closure?.applied ?? []) {
    const group = groups.get(keyOf(one))
    if (group === undefined) groups.set(keyOf(one), [one])
    else group.push(one)
  }
  return groups
}

function toSide(group: readonly AppliedKustomization[] | undefined): KustomizationSide | undefined {
  const [applied] = group ?? []
  if (group === undefined || applied === undefined) return undefined
  const problem = group.map((one) => findFailure(one)).find((text) => text !== undefined)
  const isUnseen = group.some(
    ({ isCertain, build, path }) => !isCertain || (build === undefined && path?.target.kind !== 'missing'),
  )
  return {
    state: isUnseen ? 'unseen' : problem === undefined ? 'known' : 'failing',
    problem: isUnseen ? undefined : problem,
    applied,
    objects: group.flatMap(({ objects }) => objects),
  }
}

/** Why Flux cannot apply it; undefined where it can. */
function findFailure({ object, build, path, substitution, objects }: AppliedKustomization): string | undefined {
  if (build === undefined) return path?.target.kind === 'missing' ? 'its path does not exist' : undefined
  const [problem] = build.problems
  if (problem !== undefined) return problem.message
  const failure = substitution?.problems.find(
    ({ code }) => code !== 'substitution-limit' && !(code === 'substitution-undefined' && substitution.isAssumed),
  )
  if (failure !== undefined) return failure.message
  // What is nowhere in the repository may have a `targetNamespace`.
  if (object === undefined) return undefined
  const homeless = objects.find(({ id }) => id.namespace === '' && isNamespaced(id))
  return homeless && `${describeObject(homeless)} needs a namespace and has none`
}
