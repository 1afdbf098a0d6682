import type { Closure } from '../../model/closure/closure.ts'
import type { Repository } from '../../model/repository.ts'
import { isWithin } from '../../source/is-within.ts'
import type { RepoPath } from '../../source/repo-path.ts'

/** Whether a cluster loads a Flux Kustomization that applies it from outside of its flux-system: a sync of its own. */
export function hasOwnSync({ cluster, files }: Closure, fluxSystem: RepoPath, repository: Repository): boolean {
  return repository.fluxKustomizations.some(
    ({ object, path }) =>
      path?.target.kind === 'kustomization' &&
      path.target.file.directory === cluster.directory &&
      files.has(object.file) &&
      !isWithin(object.file, fluxSystem),
  )
}
