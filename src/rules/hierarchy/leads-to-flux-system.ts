import type { Reference } from '../../kustomize/reference.ts'
import { isWithin } from '../../source/is-within.ts'
import type { RepoPath } from '../../source/repo-path.ts'
import { collectBuild } from './collect-build.ts'
import { isFluxRelease } from './flux-files-of.ts'

/** Whether an entry brings flux-system or a file of it, at once or through other kustomization files. */
export function leadsToFluxSystem({ target }: Pick<Reference, 'target'>, fluxSystem: RepoPath): boolean {
  if (target.kind === 'file') return isWithin(target.path, fluxSystem)
  if (target.kind !== 'kustomization') return false
  const { directories, files } = collectBuild(target.file)
  return directories.has(fluxSystem) || [...files].some((path) => isWithin(path, fluxSystem))
}

/** Whether an entry brings a release of Flux, in the place of gotk-components.yaml. */
export function bringsRelease({ target }: Pick<Reference, 'target'>): boolean {
  return target.kind === 'remote' && isFluxRelease(target.url)
}
