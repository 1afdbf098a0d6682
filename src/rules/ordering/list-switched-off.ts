import type { AppliedObject } from '../../model/closure/applied-kustomization.ts'
import type { Closure } from '../../model/closure/closure.ts'
import { hasFullSight } from '../../model/queries/has-full-sight.ts'
import { listClusterObjects } from '../../model/queries/list-cluster-objects.ts'
import { listKinds } from '../../model/queries/list-objects-of-kind.ts'
import type { Repository } from '../../model/repository.ts'
import { indexInstallers } from './index-installers.ts'

/** A release whose chart would bring CRDs that nothing else brings, but which leaves them out. */
export interface SwitchedOff {
  readonly release: AppliedObject
  /** The first custom resource that needs them. */
  readonly object: AppliedObject
}

/**
 * The releases of a cluster that are told not to install their CRDs, or need to be told and are not, though custom resources
 * need them and nothing in sight brings them. Nothing where not all of the cluster is in sight, or where another release may
 * bring them.
 */
export function listSwitchedOff(closure: Closure, repository: Repository): readonly SwitchedOff[] {
  if (!hasFullSight(closure, repository)) return []
  const installers = indexInstallers(closure)
  if (installers.others.length > 0) return []
  const needed = listKinds(closure).flatMap(({ group, kind, objects }): [AppliedObject, AppliedObject][] => {
    if (!group.includes('.') || installers.of(group, kind).length > 0) return []
    const [release, ...others] = installers.switchedOff(group, kind)
    if (release === undefined || others.length > 0 || !isApplied(release)) return []
    return objects.filter(isApplied).map((object) => [object, release])
  })
  if (needed.length === 0) return []
  const releaseOf = new Map(needed)
  const found = new Map<AppliedObject, SwitchedOff>()
  for (const object of listClusterObjects(closure).certain) {
    const release = releaseOf.get(object)
    if (release !== undefined && !found.has(release)) found.set(release, { release, object })
  }
  return [...found.values()]
}

function isApplied({ owner }: AppliedObject): boolean {
  return owner.isCertain && !owner.isSuspended
}
