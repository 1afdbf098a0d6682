import type { Closure } from '../closure/closure.ts'
import type { Repository } from '../repository.ts'
import { hasBootstrappedFlux } from './has-bootstrapped-flux.ts'

/**
 * Whether everything that a cluster's Flux applies is seen: nothing comes from another repository, an unknown source or
 * the network, nothing that is to be applied failed to build, and no path depends on a variable without a value. Only then
 * is something that the cluster refers to certainly missing when it is not among its objects.
 */
export function hasFullSight(closure: Closure, repository: Repository): boolean {
  const known = answers.get(closure) ?? judge(closure, repository)
  answers.set(closure, known)
  return known
}

const answers = new WeakMap<Closure, boolean>()

function judge({ applied, unseen }: Closure, repository: Repository): boolean {
  // A ResourceSet of the Flux Operator makes objects out of templates.
  if (applied.some(({ objects }) => objects.some(({ id }) => id.kind === 'ResourceSet'))) return false
  const isRead = applied.every(
    ({ isCertain, build, path }) =>
      isCertain &&
      (build === undefined
        ? path?.target.kind === 'missing'
        : build.problems.length === 0 && build.unverified.length === 0),
  )
  const isAll = isRead && unseen.every(({ loads }) => loads === 'chart' || loads === 'data')
  return isAll && hasBootstrappedFlux(repository)
}
