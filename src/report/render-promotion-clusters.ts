import type { ChalkInstance } from 'chalk'
import { countDifferences, listUnknown, nameDiffClusters } from './describe-diff.ts'
import { isCompared } from './describe-promotion.ts'
import type { ClusterDiffReport } from './diff-report.ts'
import { hasDifference } from './group-diff-reports.ts'
import type { PromotionReport } from './promotion-report.ts'
import { renderClusterDiff } from './render-cluster-diff.ts'

/** What clusters get: those of the target as `gitops diff` prints them, and then others, of which there should be none. */
export function renderPromotionClusters(report: PromotionReport, colors: ChalkInstance): readonly string[] {
  if (!isCompared(report)) return []
  const rows = report.clusters.flatMap((one) => renderCluster(one, 'gets', colors))
  const others = report.otherClusters.filter(hasDifference)
  if (others.length === 0)
    return [...rows, '', `${colors.bold('other clusters')}${colors.dim(': none of them changes')}`]
  return [...rows, ...others.flatMap((one) => renderCluster(one, 'gets as well', colors))]
}

function renderCluster(report: ClusterDiffReport, verb: string, colors: ChalkInstance): readonly string[] {
  const names = nameDiffClusters(report)
  const title = report.clusters.length > 1 ? `what each of ${names} ${verb}` : `what ${names} ${verb}`
  const isSame = !hasDifference(report) && listUnknown(report).length === 0
  if (isSame) return ['', `${colors.bold.underline(title)}${colors.dim(': the same as now')}`]
  return ['', `${colors.bold.underline(title)}  ${countDifferences(report)}`, ...renderClusterDiff(report, colors)]
}
