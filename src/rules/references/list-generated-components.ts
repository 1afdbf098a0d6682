import type { FluxKustomization } from '../../flux/flux-kustomization.ts'
import type { KustomizationFile } from '../../kustomize/kustomization-file.ts'
import { findPatchedPaths } from '../../model/find-patched-paths.ts'
import { clustersOf } from '../../model/queries/clusters-of.ts'
import type { Repository } from '../../model/repository.ts'

/** A Component that Flux lists among resources, as it lists every directory with a kustomization file. */
interface GeneratedComponent {
  readonly component: KustomizationFile
  readonly fluxKustomization: FluxKustomization
}

/**
 * The Components in directories that Flux builds without a kustomization file, each once. None where a source may leave
 * files out of what Flux sees, or where a patch may change `spec.path`.
 */
export function listGeneratedComponents(repository: Repository): readonly GeneratedComponent[] {
  const found = new Map<KustomizationFile, GeneratedComponent>()
  for (const fluxKustomization of repository.fluxKustomizations) {
    const target = fluxKustomization.path?.target
    if (target?.kind !== 'kustomization' || target.file.origin !== 'generated') continue
    for (const reference of target.file.references) {
      if (reference.target.kind !== 'kustomization' || reference.target.file.kind !== 'Component') continue
      const component = reference.target.file
      if (!found.has(component) && clustersOf(repository, component.path).length > 0) {
        found.set(component, { component, fluxKustomization })
      }
    }
  }
  if (found.size === 0 || mayLeaveOut(repository)) return []
  const patched = findPatchedPaths(repository.files, repository.kustomizations)
  return [...found.values()].filter(({ fluxKustomization }) => !patched.has(fluxKustomization.object.file))
}

function mayLeaveOut({ files, sources }: Repository): boolean {
  return (
    [...files.keys()].some((path) => path === '.sourceignore' || path.endsWith('/.sourceignore')) ||
    sources.some(({ ignore }) => ignore !== undefined)
  )
}
