import type { RepoPath } from '../../source/repo-path.ts'
import type { Repository } from '../repository.ts'

/** The clusters that load a file for certain, by name, sorted: the blast radius of a mistake in it. */
export function clustersOf(repository: Repository, file: RepoPath): readonly string[] {
  return repository.clusters
    .filter((cluster) => repository.closures.get(cluster.name)?.files.get(file)?.isCertain)
    .map((cluster) => cluster.name)
}
