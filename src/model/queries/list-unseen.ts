import type { AppliedKustomization } from '../closure/applied-kustomization.ts'
import type { Gap } from './list-gaps.ts'
import type { InventoryOwner } from './list-inventory.ts'

/** Something that cannot be seen from the repository, with all that it concerns. */
export interface Unseen extends Omit<Gap, 'reason'> {
  /** `helm`: what the chart of a HelmRelease makes. */
  readonly reason: Gap['reason'] | 'helm'
  readonly owners: readonly AppliedKustomization[]
}

/** What of an inventory is not seen, each once. */
export function listUnseen(owners: readonly InventoryOwner[]): readonly Unseen[] {
  const found = new Map<string, { gap: Gap; owners: AppliedKustomization[] }>()
  const releases: AppliedKustomization[] = []
  let count = 0
  for (const { kustomization, gaps, objects } of owners) {
    for (const gap of gaps) {
      const known = found.get(gap.message)
      if (known === undefined) found.set(gap.message, { gap, owners: [kustomization] })
      else known.owners.push(kustomization)
    }
    const own = objects.filter(({ object: { id } }) => id.kind === 'HelmRelease').length
    count += own
    if (own > 0) releases.push(kustomization)
  }
  const unseen = [...found.values()].map(({ gap, owners: concerned }): Unseen => ({ ...gap, owners: concerned }))
  if (count === 0) return unseen
  const message = `what Helm makes of ${count === 1 ? 'a HelmRelease' : `${count} HelmReleases`}`
  return [...unseen, { reason: 'helm', message, at: undefined, owners: releases }]
}
