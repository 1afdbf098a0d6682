import { type Severity, severities } from '../../source/severity.ts'
import type { Report } from '../rule.ts'

/** Gathers what is found in each cluster, so that what stands in one place is reported once, with all its clusters. */
export interface ClusterReports<MessageId extends string> {
  /**
   * Adds what is found in a cluster. Its place, pointer, message and data tell whether it is the same as another; of two
   * severities the worse is kept.
   */
  add(cluster: string, report: Omit<Report<MessageId>, 'clusters'>): void
  /** Reports everything; to be called at the end, in `Repository`. */
  flush(report: (report: Report<MessageId>) => void): void
}

/** Starts to gather. */
export function createClusterReports<MessageId extends string>(): ClusterReports<MessageId> {
  const found = new Map<string, { report: Omit<Report<MessageId>, 'clusters'>; readonly clusters: Set<string> }>()
  return {
    add(cluster, report) {
      const { at, pointer, message, data } = report
      const key = JSON.stringify([at.file, at.start, pointer, message, data])
      const known = found.get(key)
      if (known === undefined) found.set(key, { report, clusters: new Set([cluster]) })
      else {
        known.clusters.add(cluster)
        if (isWorse(report.severity, known.report.severity)) known.report = report
      }
    },
    flush(report) {
      for (const { report: one, clusters } of found.values()) report({ clusters: [...clusters].sort(), ...one })
    },
  }
}

/** What leaves its severity to the rule is not compared. */
function isWorse(severity: Severity | undefined, than: Severity | undefined): boolean {
  if (severity === undefined || than === undefined) return false
  return severities.indexOf(severity) < severities.indexOf(than)
}
