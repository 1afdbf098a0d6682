import type { Location } from '../source/location.ts'
import { countBySeverity, type LintResult } from './lint-result.ts'

/** The findings as JSON after schemas/report.schema.json. Lines and columns are 1-based, the end column exclusive. */
export function renderJson({ repository, diagnostics, version }: LintResult): string {
  const place = (at: Location) => {
    const lines = repository.files.get(at.file)?.lines
    const start = lines?.positionAt(at.start) ?? { line: 1, column: 1 }
    const end = lines?.positionAt(at.end) ?? start
    return { file: at.file, line: start.line, column: start.column, endLine: end.line, endColumn: end.column }
  }
  const counts = countBySeverity(diagnostics)
  const report = {
    version: 1,
    tool: { name: 'gitops-lint', version },
    summary: {
      errors: counts.error,
      warnings: counts.warning,
      info: counts.info,
      files: repository.judgedFiles,
      clusters: repository.clusters.map((cluster) => cluster.name),
    },
    findings: diagnostics.map(({ rule, severity, message, help, at, related, clusters, fingerprint }) => ({
      rule,
      severity,
      message,
      help,
      ...place(at),
      related: related.map((one) => ({ message: one.message, ...place(one.at) })),
      clusters,
      fingerprint,
    })),
  }
  return `${JSON.stringify(report, null, 2)}\n`
}
