import { isFluxKustomization } from '../../flux/is-flux-kustomization.ts'
import { listFluxReferenceEntries } from '../../flux/list-flux-reference-entries.ts'
import { toFluxObject } from '../../flux/to-flux-object.ts'
import type { BuiltObject } from '../../kustomize/build/built-object.ts'
import { clampPath } from '../../source/clamp-path.ts'
import type { RepoPath } from '../../source/repo-path.ts'

/**
 * The Flux Kustomization that applies a directory, among objects: the root of a cluster applies itself. Of several the
 * one that bootstrap wrote, named like its namespace.
 */
export function findRootObject(objects: readonly BuiltObject[], directory: RepoPath): BuiltObject | undefined {
  const found = objects.filter((object) => {
    if (!isFluxKustomization(object.id)) return false
    const path = listFluxReferenceEntries(toFluxObject(object)).find(({ field }) => field === 'spec.path')
    return path !== undefined && clampPath(path.text) === directory
  })
  return found.find(({ id }) => id.name === id.namespace) ?? found[0]
}
