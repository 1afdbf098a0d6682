import type { Severity } from '../../source/severity.ts'
import type { Report } from '../rule.ts'

/** Gathers findings, so that each is reported once with all clusters, and as bad as it is in the worst of them. */
export interface Gathering<MessageId extends string> {
  /** Adds what is found in a cluster. What has the same place and key is one finding. */
  add(cluster: string, key: string, report: Omit<Report<MessageId>, 'clusters'>): void
  /** Reports everything; to be called at the end, in `Repository`. */
  flush(report: (report: Report<MessageId>) => void): void
}

/** Starts to gather. `usual` is the severity of a report without one. */
export function gatherPlaces<MessageId extends string>(usual: Severity): Gathering<MessageId> {
  const found = new Map<string, { report: Omit<Report<MessageId>, 'clusters'>; readonly clusters: Set<string> }>()
  return {
    add(cluster, key, report) {
      const { file, start } = report.at
      const id = JSON.stringify([file, start, key])
      const known = found.get(id)
      if (known === undefined) found.set(id, { report, clusters: new Set([cluster]) })
      else {
        known.clusters.add(cluster)
        if (isWorse(report.severity ?? usual, known.report.severity ?? usual)) known.report = report
      }
    },
    flush(report) {
      for (const { report: one, clusters } of found.values()) report({ clusters: [...clusters].sort(), ...one })
    },
  }
}

const order: readonly Severity[] = ['info', 'warning', 'error']

function isWorse(severity: Severity, than: Severity): boolean {
  return order.indexOf(severity) > order.indexOf(than)
}
