import type { Repository } from '../../model/repository.ts'
import { parentDirectory } from '../../source/parent-directory.ts'
import type { RepoPath } from '../../source/repo-path.ts'
import { collectBuild } from './collect-build.ts'

/** Whether a URL brings a release of Flux. */
export function isFluxRelease(url: string): boolean {
  return url.includes('fluxcd/flux2')
}

/**
 * The files of a flux-system directory that install Flux or tie it to the cluster: what `flux bootstrap` writes, or the
 * kustomization file that takes a release of Flux from elsewhere. A directory that merely has the name has none.
 * Stubs count only where there is nothing else.
 */
export function fluxFilesOf(fluxSystem: RepoPath, repository: Repository): readonly RepoPath[] {
  const written = ['gotk-components.yaml', 'gotk-sync.yaml']
    .map((name) => `${fluxSystem}/${name}`)
    .filter((path) => repository.files.has(path))
  const filled = written.filter((path) => (repository.files.get(path)?.objects.length ?? 0) > 0)
  if (written.length > 0) return filled.length > 0 ? filled : written
  const kustomization = repository.kustomizations.get(fluxSystem)
  if (kustomization === undefined) return []
  const { urls, files } = collectBuild(kustomization)
  const installs = urls.some(isFluxRelease)
  const applies = repository.fluxKustomizations.some(
    ({ object, path }) =>
      files.has(object.file) &&
      path?.target.kind === 'kustomization' &&
      path.target.file.directory === parentDirectory(fluxSystem),
  )
  return installs || applies ? [kustomization.path] : []
}
