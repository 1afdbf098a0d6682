import { prefixes, suffixes } from '../resource/build-annotations.ts'
import { currentId } from '../resource/current-id.ts'
import { effectiveNamespace } from '../resource/effective-namespace.ts'
import { listOf } from '../resource/list-of.ts'
import { previousIds } from '../resource/previous-ids.ts'
import type { Resource } from '../resource/resource.ts'
import type { ResourceId } from '../resource/resource-id.ts'

/** What is asked of an object again and again while names are fixed. */
export interface Referral {
  readonly resource: Resource
  /** Its place among all objects. */
  readonly index: number
  readonly id: ResourceId
  readonly originalId: ResourceId
  readonly previousIds: readonly ResourceId[]
  readonly prefixes: readonly string[]
  readonly suffixes: readonly string[]
}

/** The objects of a build by the names that they have had and by namespace. */
export interface ReferralIndex {
  readonly all: Referral[]
  readonly byPreviousName: Map<string, Referral[]>
  readonly byNamespace: Map<string, Referral[]>
  readonly byOriginalNamespace: Map<string, Referral[]>
}

/** Indexes objects, so that a reference need not be compared with each of them. */
export function indexReferrals(resources: readonly Resource[]): ReferralIndex {
  const all = resources.map(describe)
  const index: ReferralIndex = {
    all,
    byPreviousName: new Map(),
    byNamespace: new Map(),
    byOriginalNamespace: new Map(),
  }
  for (const referral of all) {
    for (const name of new Set(referral.previousIds.map((id) => id.name))) add(index.byPreviousName, name, referral)
    add(index.byNamespace, effectiveNamespace(referral.id), referral)
    add(index.byOriginalNamespace, effectiveNamespace(referral.originalId), referral)
  }
  return index
}

function describe(resource: Resource, index: number): Referral {
  const id = currentId(resource)
  const previous = previousIds(resource)
  return {
    resource,
    index,
    id,
    originalId: previous[0] ?? id,
    previousIds: previous,
    prefixes: listOf(resource, prefixes),
    suffixes: listOf(resource, suffixes),
  }
}

function add(map: Map<string, Referral[]>, key: string, referral: Referral): void {
  const list = map.get(key)
  if (list === undefined) map.set(key, [referral])
  else list.push(referral)
}
