import type { Build } from '../../kustomize/build/build.ts'
import type { Repository } from '../repository.ts'
import { clustersOf } from './clusters-of.ts'

const appliers = new WeakMap<Repository, ReadonlyMap<Build, readonly string[]>>()

/**
 * The clusters that have any of these builds for certain, by name, sorted: those whose Flux Kustomizations make it, or,
 * where none does, those that load its kustomization file.
 */
export function clustersOfBuilds(repository: Repository, builds: readonly Build[]): readonly string[] {
  const applied = appliers.get(repository) ?? listAppliers(repository)
  appliers.set(repository, applied)
  const names = builds.flatMap((build) => {
    const path = repository.kustomizations.get(build.directory)?.path
    return applied.get(build) ?? (path === undefined ? [] : clustersOf(repository, path))
  })
  return [...new Set(names)].sort()
}

function listAppliers({ closures }: Repository): ReadonlyMap<Build, readonly string[]> {
  const found = new Map<Build, string[]>()
  for (const { cluster, applied } of closures.values()) {
    for (const { build, isCertain } of applied) {
      if (build === undefined) continue
      const names = found.get(build) ?? []
      if (isCertain) names.push(cluster.name)
      found.set(build, names)
    }
  }
  return found
}
