import type { AppliedObject } from '../closure/applied-kustomization.ts'
import type { Closure } from '../closure/closure.ts'
import { listClusterObjects } from './list-cluster-objects.ts'

const known = new WeakMap<Closure, readonly AppliedObject[]>()

/** What a cluster certainly has of the API groups of Flux and what is around it (`*.fluxcd.io`), in the order of the cluster. */
export function listFluxResources(closure: Closure): readonly AppliedObject[] {
  const found =
    known.get(closure) ?? listClusterObjects(closure).certain.filter(({ id }) => id.group.endsWith('.fluxcd.io'))
  known.set(closure, found)
  return found
}
