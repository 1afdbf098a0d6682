import { compareClosures } from '../../model/diff/compare-closures.ts'
import { simulatePrune } from '../../model/diff/simulate-prune.ts'
import type { Repository } from '../../model/repository.ts'
import type { ClusterDiffReport } from '../../report/diff-report.ts'
import { groupDiffReports, hasDifference } from '../../report/group-diff-reports.ts'
import { toDiffReport } from '../../report/to-diff-report.ts'
import { isWithin } from '../../source/is-within.ts'
import type { RepoPath } from '../../source/repo-path.ts'

/** What a change does to the clusters in some directories, and to all others. */
export interface ComparedClusters {
  readonly meant: readonly ClusterDiffReport[]
  /** Only those that differ. */
  readonly others: readonly ClusterDiffReport[]
}

/** Compares what every cluster gets before and after a change. */
export function compareClusters(
  before: Repository,
  after: Repository,
  directories: readonly RepoPath[],
): ComparedClusters {
  const meant: ClusterDiffReport[] = []
  const others: ClusterDiffReport[] = []
  const all = new Map([...before.clusters, ...after.clusters].map((cluster) => [cluster.directory, cluster]))
  const named = [...all.values()].sort((a, b) => (a.name < b.name ? -1 : 1))
  for (const { directory } of named) {
    const [old, now] = [before, after].map((side) => {
      const cluster = side.clusters.find((one) => one.directory === directory)
      return cluster === undefined ? undefined : side.closures.get(cluster.name)
    })
    const diff = compareClosures(old, now)
    const report = toDiffReport({ diff, consequences: simulatePrune(diff), before, after })
    if (directories.some((one) => isWithin(directory, one))) meant.push(report)
    else if (hasDifference(report)) others.push(report)
  }
  return { meant: groupDiffReports(meant), others: groupDiffReports(others) }
}
