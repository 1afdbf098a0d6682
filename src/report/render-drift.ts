import type { ChalkInstance } from 'chalk'
import { countOf } from './describe-promotion.ts'
import type { DriftReport } from './drift-report.ts'
import { renderPatch } from './render-patch.ts'
import { renderFiles, renderKept } from './render-promotion-files.ts'
import { toPrintable } from './to-printable.ts'

/** Lines of the diff of files. */
const maximumLines = 100

/** How two environments differ, for a person at a terminal: what is not declared first, then what is. */
export function renderDrift(report: DriftReport, colors: ChalkInstance): string {
  const { declared, undeclared, patch } = report
  const source = toPrintable(report.source)
  const target = toPrintable(report.target)
  const title = colors.bold(`${source} → ${target}`)
  const count =
    undeclared.length === 0
      ? colors.green('no undeclared difference')
      : colors.red.bold(countOf(undeclared.length, 'undeclared difference'))
  const rows = [`${title}  ${count}${declared.length === 0 ? '' : `, ${declared.length} declared`}`]
  const kinds = [
    ['deleted', `only in ${target}`],
    ['changed', 'different'],
    ['added', `only in ${source}`],
  ] as const
  for (const [change, words] of kinds) {
    const files = undeclared.filter((file) => file.change === change)
    if (files.length > 0) rows.push('', colors.bold(words), ...renderFiles(files, colors))
  }
  if (patch !== '') {
    const direction = colors.dim(`from ${target} to ${source}`)
    rows.push('', `${colors.bold.underline('files')} ${direction}`, ...renderPatch(patch, maximumLines, colors))
  }
  if (declared.length > 0) rows.push('', colors.bold('declared to differ'), ...renderKept(declared, colors))
  return `${rows.join('\n')}\n`
}
