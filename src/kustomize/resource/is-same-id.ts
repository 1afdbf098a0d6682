import { effectiveNamespace } from './effective-namespace.ts'
import type { ResourceId } from './resource-id.ts'

/** Whether two ids name one object (resid's Equals). */
export function isSameId(a: ResourceId, b: ResourceId): boolean {
  return isSameName(a, b) && effectiveNamespace(a) === effectiveNamespace(b)
}

/** The same whatever the namespace (resid's GvknEquals). */
export function isSameName(a: ResourceId, b: ResourceId): boolean {
  return a.name === b.name && a.group === b.group && a.version === b.version && a.kind === b.kind
}
