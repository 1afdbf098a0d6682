import type { ResourceId } from '../../kustomize/resource/resource-id.ts'
import { getMergingTable, ownEntry } from '../../kustomize/schema/schema-table.ts'

/** Whether objects of a kind certainly live in a namespace: of Kubernetes' own kinds and Flux's. */
export function isNamespaced({ group, version, kind }: ResourceId): boolean {
  if (group.endsWith('.toolkit.fluxcd.io')) return true
  return ownEntry(getMergingTable().scopes, `${group === '' ? version : `${group}/${version}`} ${kind}`) === 1
}
