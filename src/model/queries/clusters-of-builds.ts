import type { Build } from '../../kustomize/build/build.ts'
import type { Repository } from '../repository.ts'
import { clustersOf } from './clusters-of.ts'

/** The clusters that load any of these builds, by name, sorted. */
export function clustersOfBuilds(repository: Repository, builds: readonly Build[]): readonly string[] {
  const paths = builds.flatMap(({ directory }) => repository.kustomizations.get(directory)?.path ?? [])
  return [...new Set(paths.flatMap((path) => clustersOf(repository, path)))].sort()
}
