import type { ChalkInstance } from 'chalk'
import { boundRows } from './bound-rows.ts'
import { countLines, fileChanges, groupByReason } from './describe-promotion.ts'
import type { PromotedFile, PromotionReport } from './promotion-report.ts'
import { renderPatch } from './render-patch.ts'
import { toPrintable } from './to-printable.ts'

/** Rows of one list that are printed; of what goes away more are. */
const maximumRows = 20
const maximumDeleted = 100
/** Lines of the diff of files. */
const maximumLines = 100
/** Numbers stand in a column while paths are not longer. */
const widestPath = 80

/** What becomes of files: what goes, changes and comes, what is kept, rewritten and left behind, and their diff. */
export function renderPromotionFiles(report: PromotionReport, colors: ChalkInstance): readonly string[] {
  const { files, kept, rewrites, leftBehind, patch } = report
  const rows: string[] = []
  for (const change of fileChanges) {
    const some = files.filter((file) => file.change === change)
    if (some.length > 0) rows.push('', colors.bold(change), ...renderFiles(some, colors))
  }
  if (kept.length > 0) rows.push('', colors.bold('kept'), ...renderKept(kept, colors))
  if (rewrites.length > 0) {
    const shown = rewrites.map(({ path, line, field, before, after }) => {
      const change = `${toPrintable(before)} → ${toPrintable(after)}`
      return `  ${colors.cyan(toPrintable(`${path}:${line}`))}  ${toPrintable(field)}: ${change}`
    })
    rows.push('', colors.bold('rewritten'), ...boundRows(shown, maximumRows, colors))
  }
  if (leftBehind.length > 0) {
    const shown = leftBehind.map((path) => `  ${toPrintable(path)}`)
    rows.push('', `${colors.bold('left behind')}${colors.dim(', because only a part was asked for')}`)
    rows.push(...boundRows(shown, maximumRows, colors))
  }
  if (patch !== '') rows.push('', colors.bold.underline('files'), ...renderPatch(patch, maximumLines, colors))
  return rows
}

const signs = { deleted: '-', changed: '~', added: '+' } as const

/** A row for each file with its lines; no more than are read. */
export function renderFiles(files: readonly PromotedFile[], colors: ChalkInstance): readonly string[] {
  const paints = { deleted: colors.red, changed: colors.yellow, added: colors.green }
  const isDeleted = files.every(({ change }) => change === 'deleted')
  const maximum = isDeleted ? maximumDeleted : maximumRows
  const names = files.slice(0, maximum).map(({ path }) => toPrintable(path))
  const width = Math.max(0, ...names.map((name) => name.length).filter((length) => length <= widestPath))
  const rows = files.map((file, index) => {
    const counts = countLines(file)
      .split(' ')
      .map((part) =>
        part.startsWith('+') ? colors.green(part) : part.startsWith('−') ? colors.red(part) : colors.dim(part),
      )
      .join(' ')
    return `  ${paints[file.change](signs[file.change])} ${(names[index] ?? '').padEnd(width)}  ${counts}`
  })
  return boundRows(rows, maximum, colors)
}

/** Files and fields below the reason why they stay; no more of each than are read. */
export function renderKept(kept: PromotionReport['kept'], colors: ChalkInstance): readonly string[] {
  return groupByReason(kept).flatMap(({ reason, things }) => {
    const rows = things.map(({ path, field }) => {
      return `    ${toPrintable(path)}${field === null ? '' : `  ${colors.cyan(toPrintable(field))}`}`
    })
    return [`  ${colors.dim(toPrintable(reason))}`, ...boundRows(rows, maximumRows, colors, '    ')]
  })
}
