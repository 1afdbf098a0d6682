import { clusterScope, type ResourceId } from './resource-id.ts'

/** The namespace to compare by: never empty. */
export function effectiveNamespace({ isClusterScoped, namespace }: ResourceId): string {
  if (isClusterScoped) return clusterScope
  return namespace === '' ? 'default' : namespace
}
