import type { AppliedKustomization, AppliedObject } from '../closure/applied-kustomization.ts'

/** What tells an object from all others of the clusters that a closure reaches: its version is no part of it. */
export function objectKey({ id }: Pick<AppliedObject, 'id'>, remote: string | undefined): string {
  return JSON.stringify([remote ?? null, id.group, id.kind, id.namespace, id.name])
}

/** The Flux Kustomization that puts what it applies into another cluster: the given one or one above it. */
export function findRemoteOwner(owner: AppliedKustomization): AppliedKustomization | undefined {
  const seen = new Set<AppliedKustomization>()
  for (let at: AppliedKustomization | undefined = owner; at !== undefined && !seen.has(at); at = at.owner) {
    if (at.remoteCluster !== undefined) return at
    seen.add(at)
  }
  return undefined
}

/** `Deployment/web in shop`. */
export function describeObject({ id }: Pick<AppliedObject, 'id'>): string {
  return `${id.kind}/${id.name}${id.namespace === '' ? '' : ` in ${id.namespace}`}`
}
