import { formatXmlAttributes } from './escape-xml.ts'
import type { LintResult } from './lint-result.ts'
import { locateFinding } from './locate-finding.ts'

/** The findings as Checkstyle writes them: an element for each file, in it one for each finding. */
export function renderCheckstyle({ repository, diagnostics }: LintResult): string {
  const rows: string[] = []
  let open: string | undefined
  for (const { rule, severity, message, at } of diagnostics) {
    const { file, line, column } = locateFinding(at, repository)
    if (at.file !== open) {
      if (open !== undefined) rows.push('  </file>')
      rows.push(`  <file${formatXmlAttributes({ name: file })}>`)
      open = at.file
    }
    const source = `gitops-lint.${rule}`
    rows.push(`    <error${formatXmlAttributes({ line, column, severity, message, source })}/>`)
  }
  if (open !== undefined) rows.push('  </file>')
  return ['<?xml version="1.0" encoding="UTF-8"?>', '<checkstyle version="4.3">', ...rows, '</checkstyle>', ''].join(
    '\n',
  )
}
