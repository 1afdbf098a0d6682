import { compareBytes } from '../../source/compare-bytes.ts'
import type { AppliedKustomization } from '../closure/applied-kustomization.ts'
import type { Closure } from '../closure/closure.ts'
import type { KustomizationPair, KustomizationSide } from './cluster-diff.ts'

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

/** How many Flux Kustomizations stand above. */
function depthOf({ before, after }: KustomizationPair): number {
  let depth = 0
  for (let at = (after ?? before)?.applied.owner; at !== undefined && depth < 1000; at = at.owner) depth += 1
  return depth
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
  const states = group.map(stateOf)
  const state = states.find((one) => one !== 'known') ?? 'known'
  return { state, applied, objects: group.flatMap(({ objects }) => objects) }
}

function stateOf({ isCertain, build, path, substitution, owner }: AppliedKustomization): KustomizationSide['state'] {
  if (!isCertain) return 'unseen'
  if (build === undefined) return path?.target.kind === 'missing' ? 'failing' : 'unseen'
  if (build.problems.length > 0) return 'failing'
  const fails = substitution?.problems.some(
    ({ code }) => code !== 'substitution-limit' && !(code === 'substitution-undefined' && substitution.isAssumed),
  )
  if (fails === true) return 'failing'
  // The root of a cluster that was never bootstrapped in this repository is taken as it is.
  return owner === undefined || path !== undefined ? 'known' : 'unseen'
}
