import type { AppliedObject } from '../closure/applied-kustomization.ts'
import type { Closure } from '../closure/closure.ts'

const known = new WeakMap<
  Closure,
  { readonly certain: readonly AppliedObject[]; readonly all: readonly AppliedObject[] }
>()

/**
 * The objects that a cluster's Flux applies to the cluster itself, not to another one by `spec.kubeConfig`: `certain` those
 * that it applies for sure, `all` also those behind a path, source or variable that is not known.
 */
export function listClusterObjects(closure: Closure): {
  readonly certain: readonly AppliedObject[]
  readonly all: readonly AppliedObject[]
} {
  const found = known.get(closure) ?? collect(closure)
  known.set(closure, found)
  return found
}

function collect({ applied }: Closure): {
  readonly certain: readonly AppliedObject[]
  readonly all: readonly AppliedObject[]
} {
  const own = applied.filter(({ remoteCluster }) => remoteCluster === undefined)
  return {
    certain: own.filter(({ isCertain }) => isCertain).flatMap(({ objects }) => objects),
    all: own.flatMap(({ objects }) => objects),
  }
}
