import type { Closure } from '../../model/closure/closure.ts'
import { isWithin } from '../../source/is-within.ts'
import type { RepoPath } from '../../source/repo-path.ts'

/** Whether a cluster loads a Flux Kustomization that applies it from outside of its flux-system: a sync of its own. */
export function hasOwnSync({ cluster, fluxKustomizations }: Closure, fluxSystem: RepoPath): boolean {
  return fluxKustomizations.some(
    ({ object, path }) =>
      path?.target.kind === 'kustomization' &&
      path.target.file.directory === cluster.directory &&
      !isWithin(object.file, fluxSystem),
  )
}
