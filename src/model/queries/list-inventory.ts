import { readText } from '../../flux/read-text.ts'
import type { BuiltObject } from '../../kustomize/build/built-object.ts'
import { chainOf } from '../../kustomize/tree/chain-of.ts'
import { getNode } from '../../kustomize/tree/get-node.ts'
import type { Step } from '../../kustomize/tree/step.ts'
import type { TreeNode } from '../../kustomize/tree/tree-node.ts'
import type { Location } from '../../source/location.ts'
import type { RepoPath } from '../../source/repo-path.ts'
import type { AppliedKustomization, AppliedObject } from '../closure/applied-kustomization.ts'
import type { Closure } from '../closure/closure.ts'
import type { Cluster } from '../cluster.ts'
import { type Gap, listGaps } from './list-gaps.ts'
import { locateKustomization } from './locate-kustomization.ts'

/** Which objects belong to whom in a cluster. */
export interface Inventory {
  readonly cluster: Cluster
  /** Each before those that it applies. */
  readonly owners: readonly InventoryOwner[]
}

/** A Flux Kustomization with what it applies. */
export interface InventoryOwner {
  readonly kustomization: AppliedKustomization
  /** How many are above it. */
  readonly depth: number
  /** Of its path. */
  readonly at: Location | undefined
  /** Undefined where it is not set, or not known. */
  readonly prune: boolean | undefined
  readonly wait: boolean | undefined
  /** Why its objects are not all seen. */
  readonly gaps: readonly Gap[]
  readonly objects: readonly InventoryObject[]
}

/** An object with the files that it is made from. */
export interface InventoryObject {
  readonly object: AppliedObject
  /** Where it is written; undefined for what no line holds. */
  readonly at: Location | undefined
  /** All files with a part in its fields, that of `at` first. */
  readonly files: readonly RepoPath[]
  /** The other Flux Kustomizations that certainly apply it as well. */
  readonly others: readonly AppliedKustomization[]
}

/** Lists what a cluster's Flux applies, by owner, in the order in which they apply each other. */
export function listInventory({ cluster, applied }: Closure): Inventory {
  const owners = indexOwners(applied)
  return {
    cluster,
    owners: sortByOwner(applied).map(({ one, depth }) => ({
      kustomization: one,
      depth,
      at: locateKustomization(one),
      prune: readFlag(one, 'prune'),
      wait: readFlag(one, 'wait'),
      gaps: listGaps(one),
      objects: one.objects.map((object) => {
        const at = locateOrigin(object)
        const files = listFiles(object.root)
        return {
          object,
          at,
          files: at === undefined ? files : [at.file, ...files.filter((file) => file !== at.file)],
          others: (owners.get(keyOf(one, object)) ?? []).filter((other) => !isSame(other, one)),
        }
      }),
    })),
  }
}

function sortByOwner(
  applied: readonly AppliedKustomization[],
): readonly { readonly one: AppliedKustomization; readonly depth: number }[] {
  const children = new Map<AppliedKustomization | undefined, AppliedKustomization[]>()
  for (const one of applied) {
    const siblings = children.get(one.owner)
    if (siblings === undefined) children.set(one.owner, [one])
    else siblings.push(one)
  }
  const sorted: { one: AppliedKustomization; depth: number }[] = []
  const next = [...(children.get(undefined) ?? [])].map((one) => ({ one, depth: 0 })).reverse()
  for (let entry = next.pop(); entry !== undefined; entry = next.pop()) {
    sorted.push(entry)
    const depth = entry.depth + 1
    const own = (children.get(entry.one) ?? []).toSorted((a, b) => (labelOf(a) < labelOf(b) ? 1 : -1))
    next.push(...own.map((one) => ({ one, depth })))
  }
  return sorted
}

function labelOf({ namespace, name }: AppliedKustomization): string {
  return `${namespace}/${name}`
}

function readFlag({ object }: AppliedKustomization, field: string): boolean | undefined {
  const text = readText(object?.root, ['spec', field])?.text
  return text === 'true' ? true : text === 'false' ? false : undefined
}

function indexOwners(applied: readonly AppliedKustomization[]): ReadonlyMap<string, readonly AppliedKustomization[]> {
  const owners = new Map<string, AppliedKustomization[]>()
  for (const one of applied.filter(({ isCertain }) => isCertain)) {
    for (const object of one.objects) {
      const key = keyOf(one, object)
      const list = owners.get(key)
      if (list === undefined) owners.set(key, [one])
      else list.push(one)
    }
  }
  return owners
}

/** An object of another cluster is another object. */
function keyOf({ remoteCluster }: AppliedKustomization, { id }: BuiltObject): string {
  return JSON.stringify([remoteCluster, id.group, id.kind, id.namespace, id.name])
}

/** One whose path is not known is there once for each directory that it may lead to. */
function isSame(a: AppliedKustomization, b: AppliedKustomization): boolean {
  return a === b || (a.object !== undefined && a.object.root === b.object?.root)
}

/** Where the name of an object is written first. */
function locateOrigin({ root }: BuiltObject): Location | undefined {
  const name = getNode(root, ['metadata', 'name'])
  return findPlace(name?.step) ?? findPlace(root.step)
}

function findPlace(step: Step | undefined): Location | undefined {
  return chainOf(step).find(({ at }) => at !== undefined)?.at
}

function listFiles(root: TreeNode): readonly RepoPath[] {
  const files = new Set<RepoPath>()
  const seen = new Set<Step>()
  const note = (newest: Step | undefined): void => {
    for (let step = newest; step !== undefined && !seen.has(step); step = step.before) {
      seen.add(step)
      if (step.at !== undefined) files.add(step.at.file)
    }
  }
  const next = [root]
  for (let node = next.pop(); node !== undefined; node = next.pop()) {
    note(node.step)
    for (const step of node.removed?.values() ?? []) note(step)
    for (const { value } of node.fields) next.push(value)
    for (const item of node.items) next.push(item)
  }
  return [...files].sort()
}
