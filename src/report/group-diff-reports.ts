import type { ClusterDiffReport } from './diff-report.ts'

/** Clusters that differ in the same way are told together, in the order of the first of them. */
export function groupDiffReports(reports: readonly ClusterDiffReport[]): readonly ClusterDiffReport[] {
  const groups = new Map<string, ClusterDiffReport>()
  for (const report of reports) {
    const key = stringifyDiff({ ...report, clusters: [] })
    const known = groups.get(key)
    groups.set(key, known === undefined ? report : { ...known, clusters: [...known.clusters, ...report.clusters] })
  }
  return [...groups.values()]
}

/** Whether anything of a cluster differs, as far as it is seen. */
export function hasDifference({ objects, consequences, exists }: ClusterDiffReport): boolean {
  return objects.length > 0 || consequences.length > 0 || exists !== 'both'
}

/** A report as JSON. */
export function stringifyDiff(report: unknown, indent = 0): string {
  const toPlain = (_key: string, value: unknown): unknown => {
    if (value instanceof Map) return Object.fromEntries(value)
    return typeof value === 'bigint' ? Number(value) : value
  }
  return JSON.stringify(report, toPlain, indent)
}
