import { countDifferences, listUnknown } from './describe-diff.ts'
import type { DiffReport } from './diff-report.ts'
import { codeSpan, escapeMarkdown } from './escape-markdown.ts'
import { hasDifference } from './group-diff-reports.ts'
import { listConsequences, listObjects, nameClusters } from './list-cluster-markdown.ts'

/** Characters that a comment on a merge request surely takes. */
const maximumLength = 60_000
/** Kept for the words about what did not fit. */
const reserve = 300

/** What a change does to clusters, as a comment on a merge request: summary and dangers first, cut where it is too long. */
export function renderDiffMarkdown({ base, head, clusters }: DiffReport): string {
  const blocks: string[] = [
    `### What this change does to the clusters\n\n${codeSpan(head.revision)} compared with ${codeSpan(base.revision)}\n`,
  ]
  const rows = clusters.map((one) => `| ${nameClusters(one)} | ${escapeMarkdown(countDifferences(one))} |`)
  blocks.push(
    clusters.length === 0 ? 'No cluster was found.\n' : `| cluster | difference |\n|---|---|\n${rows.join('\n')}\n`,
  )
  const differing = clusters.filter(hasDifference)
  for (const one of differing) if (one.consequences.length > 0) blocks.push(...listConsequences(one))
  for (const one of differing) blocks.push(...listObjects(one))
  const unknown = [...new Set(clusters.flatMap(listUnknown))]
  if (unknown.length > 0) {
    blocks.push(`#### Not compared\n\n${unknown.map((message) => `- ${escapeMarkdown(message)}`).join('\n')}\n`)
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
