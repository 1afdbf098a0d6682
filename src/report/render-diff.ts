import type { ChalkInstance } from 'chalk'
import { countDifferences, listUnknown, nameDiffClusters } from './describe-diff.ts'
import type { DiffReport } from './diff-report.ts'
import { hasDifference } from './group-diff-reports.ts'
import { renderClusterDiff, renderUnknown } from './render-cluster-diff.ts'
import { toPrintable } from './to-printable.ts'

/** What a change does to clusters, for a person at a terminal: a line for each, then dangers, then the objects. */
export function renderDiff({ base, head, clusters }: DiffReport, colors: ChalkInstance): string {
  const rows = [colors.dim(`${toPrintable(head.revision)} compared with ${toPrintable(base.revision)}`), '']
  if (clusters.length === 0) {
    rows.push('No cluster was found. Name their directories under `clusters` in .gitops.yaml.')
    return `${rows.join('\n')}\n`
  }
  const shown = clusters.filter((one) => hasDifference(one) || one.unknown.some(({ objects }) => objects > 0))
  for (const one of clusters) rows.push(`${colors.bold(nameDiffClusters(one))}  ${countDifferences(one)}`)
  for (const one of shown) {
    if (clusters.length > 1) rows.push('', colors.bold.underline(nameDiffClusters(one)))
    rows.push(...renderClusterDiff(one, colors))
  }
  const unseen = new Set(clusters.filter((one) => !shown.includes(one)).flatMap(listUnknown))
  if (unseen.size > 0) rows.push('', ...renderUnknown([...unseen], colors))
  return `${rows.join('\n')}\n`
}
