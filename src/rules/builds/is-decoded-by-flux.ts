import type { KustomizationFile } from '../../kustomize/kustomization-file.ts'
import { referencesTo } from '../../model/queries/references-to.ts'
import type { Repository } from '../../model/repository.ts'

/**
 * Whether only Flux reads a kustomization file, at the root of a build: it decodes the file by itself and writes it anew,
 * and is not as strict as kustomize.
 */
export function isDecodedByFlux({ path, directory }: KustomizationFile, repository: Repository): boolean {
  const isRoot = [...repository.closures.values()].some(({ applied }) =>
    applied.some(({ build, isCertain }) => isCertain && build?.directory === directory),
  )
  const references = referencesTo(repository).get(path) ?? []
  return isRoot && references.every(({ field }) => field === 'spec.path' || field === 'spec.sync.path')
}
