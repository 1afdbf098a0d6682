import type { RepoPath } from '../../source/repo-path.ts'
import type { Repository } from '../repository.ts'

/** Whether any cluster loads a file, for certain or perhaps. */
export function isReached({ clusters, closures }: Repository, file: RepoPath): boolean {
  const known =
    reached.get(closures) ?? new Set(clusters.flatMap(({ name }) => [...(closures.get(name)?.files.keys() ?? [])]))
  reached.set(closures, known)
  return known.has(file)
}

const reached = new WeakMap<Repository['closures'], ReadonlySet<RepoPath>>()
