import type { AppliedKustomization } from '../closure/applied-kustomization.ts'
import type { Inventory, InventoryObject, InventoryOwner } from './list-inventory.ts'

/** What of an inventory is shown. */
export interface InventoryFilter {
  /** Of these Flux Kustomizations; all where it is undefined. */
  readonly owners: ReadonlySet<AppliedKustomization> | undefined
  /** `Deployment` or `Deployment.apps`, in any letter case. */
  readonly kind: string | undefined
  readonly namespace: string | undefined
}

/** An inventory without the objects that are not asked for, and without the owners that then have none. */
export function filterInventory(inventory: Inventory, { owners, kind, namespace }: InventoryFilter): Inventory {
  const wanted = kind?.toLowerCase()
  const isAsked = ({ object: { id } }: InventoryObject): boolean =>
    (wanted === undefined || id.kind.toLowerCase() === wanted || `${id.kind}.${id.group}`.toLowerCase() === wanted) &&
    (namespace === undefined || id.namespace === namespace)
  const isNarrow = wanted !== undefined || namespace !== undefined
  const kept = inventory.owners
    .filter(({ kustomization }) => owners?.has(kustomization) ?? true)
    .map((owner): InventoryOwner => ({ ...owner, objects: owner.objects.filter(isAsked) }))
    .filter(({ objects }) => !isNarrow || objects.length > 0)
  const shown = new Set(kept.map(({ kustomization }) => kustomization))
  return { ...inventory, owners: kept.map((owner) => ({ ...owner, depth: countAbove(owner.kustomization, shown) })) }
}

function countAbove({ owner }: AppliedKustomization, shown: ReadonlySet<AppliedKustomization>): number {
  let count = 0
  for (let above = owner; above !== undefined; above = above.owner) count += shown.has(above) ? 1 : 0
  return count
}
