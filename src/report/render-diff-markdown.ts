import {
  countDifferences,
  diffChanges,
  formatDiffPlace,
  listUnknown,
  nameDiffObject,
  nameDiffOwner,
} from './describe-diff.ts'
import type { ClusterDiffReport, DiffReport, ObjectReport } from './diff-report.ts'
import { hasDifference } from './group-diff-reports.ts'
import { listDiffLines } from './list-diff-lines.ts'
import { toPrintable } from './to-printable.ts'

/** Characters that a comment on a merge request surely takes. */
const maximumLength = 60_000
/** Kept for the words about what did not fit. */
const reserve = 300

/** What a change does to clusters, as a comment on a merge request: summary and dangers first, cut where it is too long. */
export function renderDiffMarkdown({ base, head, clusters }: DiffReport): string {
  const blocks: string[] = [
    `### What this change does to the clusters\n\n${code(head.revision)} compared with ${code(base.revision)}\n`,
  ]
  const rows = clusters.map((one) => `| ${nameClusters(one)} | ${escapeText(countDifferences(one))} |`)
  blocks.push(
    clusters.length === 0 ? 'No cluster was found.\n' : `| cluster | difference |\n|---|---|\n${rows.join('\n')}\n`,
  )
  const differing = clusters.filter(hasDifference)
  for (const one of differing) if (one.consequences.length > 0) blocks.push(...listConsequences(one))
  for (const one of differing) blocks.push(...listObjects(one))
  const unknown = [...new Set(clusters.flatMap(listUnknown))]
  if (unknown.length > 0) {
    blocks.push(`#### Not compared\n\n${unknown.map((message) => `- ${escapeText(message)}`).join('\n')}\n`)
  }
  return joinWithin(blocks)
}

function joinWithin(blocks: readonly string[]): string {
  const kept: string[] = []
  let length = 0
  for (const [index, block] of blocks.entries()) {
    if (length + block.length + 1 > maximumLength - reserve) {
      const left = blocks.length - index
      kept.push(
        `_${left} more ${left === 1 ? 'part' : 'parts'} of this did not fit: run \`gitops diff\` to see all of it._\n`,
      )
      break
    }
    kept.push(block)
    length += block.length + 1
  }
  return kept.join('\n')
}

function nameClusters({ clusters }: ClusterDiffReport): string {
  return clusters.map(code).join(', ')
}

function listConsequences(report: ClusterDiffReport): readonly string[] {
  const items = report.consequences.map(({ severity, message, steps }) => {
    const list = steps.map((step, index) => `\n  ${index + 1}. ${escapeText(step)}`).join('')
    return `- **${severity}** ${escapeText(message)}${list}\n`
  })
  return [`#### ${nameClusters(report)}: what Flux will do\n`, ...items]
}

function listObjects(report: ClusterDiffReport): readonly string[] {
  return diffChanges.flatMap((change) => {
    const objects = report.objects.filter((one) => one.change === change)
    if (objects.length === 0) return []
    return [`#### ${nameClusters(report)}: ${change}\n`, ...objects.map(renderObject)]
  })
}

function renderObject(object: ObjectReport): string {
  const side = object.after ?? object.before
  const place = side === null ? '' : formatDiffPlace(side)
  const head = `- ${code(nameDiffObject(object))} of ${code(nameDiffOwner(object))}${place === '' ? '' : ` at ${code(place)}`}`
  const rows = object.fields.flatMap((field) => {
    const { summary, lines } = listDiffLines(field)
    const steps = (field.after ?? field.before)?.steps ?? []
    const step = steps.findLast(({ file }) => file !== null)
    const at = step === undefined ? '' : `  # ${formatDiffPlace(step)}`
    const first = `  ${toPrintable(field.field)}:${summary === '' ? '' : ` ${summary}`}${at}`
    return [first, ...lines.map(({ sign, text }) => `${sign}   ${text}`.trimEnd())]
  })
  if (rows.length === 0) return `${head}\n`
  const longest = Math.max(2, ...rows.map((row) => Math.max(0, ...[...row.matchAll(/`+/g)].map(([run]) => run.length))))
  const fence = '`'.repeat(longest + 1)
  return `${head}\n\n  ${fence}diff\n${rows.map((row) => `  ${row}`.trimEnd()).join('\n')}\n  ${fence}\n`
}

function code(text: string): string {
  return `\`${toPrintable(text).replaceAll('`', "'").replaceAll('|', '\\|')}\``
}

/** Text with code in backticks; what is outside of it must not become markup. */
function escapeText(text: string): string {
  return toPrintable(text)
    .split('`')
    .map((part, index) => (index % 2 === 0 ? part.replace(/[<>[\]*_|@]/g, '\\$&') : part))
    .join('`')
}
