import type { RepoPath } from '../../source/repo-path.ts'
import type { Repository } from '../repository.ts'

/** Whether any cluster loads a file, for certain or perhaps. */
export function isReached(repository: Repository, file: RepoPath): boolean {
  return repository.clusters.some((cluster) => repository.closures.get(cluster.name)?.files.has(file))
}
