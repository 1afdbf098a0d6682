import type { ChalkInstance } from 'chalk'
import { diffChanges, formatDiffPlace, listUnknown, nameDiffObject, nameDiffOwner } from './describe-diff.ts'
import type { ClusterDiffReport, FieldReport, ObjectReport } from './diff-report.ts'
import { listDiffLines } from './list-diff-lines.ts'
import { toPrintable } from './to-printable.ts'

/** What a change does to clusters that differ in the same way, a row each: dangers first, then the objects. */
export function renderClusterDiff(report: ClusterDiffReport, colors: ChalkInstance): readonly string[] {
  const rows: string[] = []
  for (const { severity, message, steps } of report.consequences) {
    const word = severity === 'danger' ? colors.red.bold('danger') : colors.yellow.bold('attention')
    rows.push('', `${word} ${toPrintable(message)}`)
    steps.forEach((step, index) => {
      rows.push(`  ${steps.length === 1 ? colors.dim('fix') : `${index + 1}.`} ${toPrintable(step)}`)
    })
  }
  for (const change of diffChanges) {
    const objects = report.objects.filter((one) => one.change === change)
    if (objects.length === 0) continue
    rows.push('', colors.bold(change))
    for (const object of objects) rows.push(...renderObject(object, colors))
  }
  const unknown = listUnknown(report)
  if (unknown.length > 0) rows.push('', ...renderUnknown(unknown, colors))
  return rows
}

/** What is not compared, a row each. */
export function renderUnknown(messages: readonly string[], colors: ChalkInstance): readonly string[] {
  return [colors.bold('not compared'), ...messages.map((message) => `  ${colors.dim(toPrintable(message))}`)]
}

const signs = { removed: '-', moved: '>', renamed: '~', changed: '~', added: '+' } as const

function renderObject(object: ObjectReport, colors: ChalkInstance): readonly string[] {
  const { change, fields } = object
  const paint = change === 'removed' ? colors.red : change === 'added' ? colors.green : colors.yellow
  const side = object.after ?? object.before
  const hasPlace = change === 'removed' || change === 'added'
  const place = side === null || !hasPlace ? '' : formatDiffPlace(side)
  const row = [
    `  ${paint(signs[change])} ${colors.bold(nameDiffObject(object))}`,
    colors.dim(nameDiffOwner(object)),
    colors.cyan(place),
  ]
  return [row.filter((part) => part !== '').join('  '), ...fields.flatMap((field) => renderField(field, colors))]
}

function renderField(field: FieldReport, colors: ChalkInstance): readonly string[] {
  const { summary, lines } = listDiffLines(field)
  const side = field.after ?? field.before
  const step = side?.steps.findLast(({ file }) => file !== null)
  const place = step === undefined ? '' : `  ${colors.cyan(formatDiffPlace(step))}`
  const paint = { '-': colors.red, '+': colors.green, ' ': colors.dim }
  return [
    `      ${toPrintable(field.field)}:${summary === '' ? '' : ` ${summary}`}${place}`,
    ...lines.map(({ sign, text }) => `        ${paint[sign](`${sign} ${text}`.trimEnd())}`),
  ]
}
