import { diffChanges, formatDiffPlace, nameDiffObject, nameDiffOwner } from './describe-diff.ts'
import type { ClusterDiffReport, ObjectReport } from './diff-report.ts'
import { codeSpan, escapeMarkdown, fenceAround } from './escape-markdown.ts'
import { listDiffLines } from './list-diff-lines.ts'
import { toPrintable } from './to-printable.ts'

/** The clusters that differ in the same way, by name. */
export function nameClusters({ clusters }: ClusterDiffReport): string {
  return clusters.map(codeSpan).join(', ')
}

/** What Flux does because of the change, an item each, below a heading. */
export function listConsequences(report: ClusterDiffReport): readonly string[] {
  const items = report.consequences.map(({ severity, message, steps }) => {
    const list = steps.map((step, index) => `\n  ${index + 1}. ${escapeMarkdown(step)}`).join('')
    return `- **${severity}** ${escapeMarkdown(message)}${list}\n`
  })
  return [`#### ${nameClusters(report)}: what Flux will do\n`, ...items]
}

/** The objects that differ, an item each, below a heading for each change. */
export function listObjects(report: ClusterDiffReport): readonly string[] {
  return diffChanges.flatMap((change) => {
    const objects = report.objects.filter((one) => one.change === change)
    if (objects.length === 0) return []
    return [`#### ${nameClusters(report)}: ${change}\n`, ...objects.map(renderObject)]
  })
}

function renderObject(object: ObjectReport): string {
  const side = object.after ?? object.before
  const place = side === null ? '' : formatDiffPlace(side)
  const head = `- ${codeSpan(nameDiffObject(object))} of ${codeSpan(nameDiffOwner(object))}${place === '' ? '' : ` at ${codeSpan(place)}`}`
  const rows = object.fields.flatMap((field) => {
    const { summary, lines } = listDiffLines(field)
    const steps = (field.after ?? field.before)?.steps ?? []
    const step = steps.findLast(({ file }) => file !== null)
    const at = step === undefined ? '' : `  # ${formatDiffPlace(step)}`
    const first = `  ${toPrintable(field.field)}:${summary === '' ? '' : ` ${summary}`}${at}`
    return [first, ...lines.map(({ sign, text }) => `${sign}   ${text}`.trimEnd())]
  })
  if (rows.length === 0) return `${head}\n`
  const fence = fenceAround(rows)
  return `${head}\n\n  ${fence}diff\n${rows.map((row) => `  ${row}`.trimEnd()).join('\n')}\n  ${fence}\n`
}
