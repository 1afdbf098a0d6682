import type { AppliedKustomization } from '../../model/closure/applied-kustomization.ts'
import type { Closure } from '../../model/closure/closure.ts'
import { hasBootstrappedFlux } from '../../model/queries/has-bootstrapped-flux.ts'
import { listObjectsOfKind } from '../../model/queries/list-objects-of-kind.ts'
import type { Repository } from '../../model/repository.ts'

/**
 * How much of what a cluster's Flux applies is seen: `most` where only manifests from the network are not, which hold the
 * components of others and hardly the cluster's own sources.
 */
export type Sight = 'full' | 'most' | 'little'

/**
 * Judges the sight of a cluster. `dangling` are Flux Kustomizations that certainly apply nothing, so that nothing of theirs
 * is out of sight.
 */
export function judgeSight(
  closure: Closure,
  repository: Pick<Repository, 'files'>,
  dangling: ReadonlySet<AppliedKustomization> = new Set(),
): Sight {
  // These make objects of any kind from templates.
  if (listObjectsOfKind(closure, 'fluxcd.controlplane.io', 'ResourceSet').length > 0) return 'little'
  const isEmpty = (one: AppliedKustomization | undefined): boolean => {
    for (let owner = one; owner !== undefined; owner = owner.owner) if (dangling.has(owner)) return true
    return false
  }
  const judged = closure.applied.filter((one) => !isEmpty(one))
  const isRead = judged.every(
    ({ isCertain, build, path }) =>
      isCertain && (build === undefined ? path?.target.kind === 'missing' : build.problems.length === 0),
  )
  if (!isRead) return 'little'
  const places = new Set([...dangling].flatMap(({ path }) => (path === undefined ? [] : [placeOf(path.at)])))
  const unseen = closure.unseen.filter(
    ({ loads, at }) => loads !== 'chart' && loads !== 'data' && !places.has(placeOf(at)),
  )
  const isRemote = unseen.every(({ target, field }) => target.kind === 'remote' && !field.startsWith('spec.'))
  if (!isRemote) return 'little'
  const isComplete =
    unseen.length === 0 &&
    judged.every(({ build }) => build === undefined || build.unverified.length === 0) &&
    hasBootstrappedFlux(repository)
  return isComplete ? 'full' : 'most'
}

function placeOf({ file, start }: { readonly file: string; readonly start: number }): string {
  return `${file}\0${start}`
}
