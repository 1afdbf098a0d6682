import type { Cluster } from '../../model/cluster.ts'
import { parentDirectory } from '../../source/parent-directory.ts'
import type { RepoPath } from '../../source/repo-path.ts'

/** The place of each cluster in its list, by directory. */
const indexes = new WeakMap<readonly Cluster[], ReadonlyMap<RepoPath, number>>()

/** The first of the clusters whose directory a path is or lies in, but for the cluster of one directory. */
export function clusterAround(path: RepoPath, clusters: readonly Cluster[], exceptFor: RepoPath): Cluster | undefined {
  const index = indexes.get(clusters) ?? indexDirectories(clusters)
  indexes.set(clusters, index)
  let first: number | undefined
  for (let at = path; ; at = parentDirectory(at)) {
    const found = at === exceptFor ? undefined : index.get(at)
    if (found !== undefined && (first === undefined || found < first)) first = found
    if (at === '') break
  }
  return first === undefined ? undefined : clusters[first]
}

function indexDirectories(clusters: readonly Cluster[]): ReadonlyMap<RepoPath, number> {
  // Of clusters in one directory the first counts, so it comes last.
  return new Map(clusters.map(({ directory }, index): [RepoPath, number] => [directory, index]).reverse())
}
