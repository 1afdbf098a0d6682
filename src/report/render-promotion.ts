import type { ChalkInstance } from 'chalk'
import { boundRows } from './bound-rows.ts'
import { countDifferences, nameDiffClusters } from './describe-diff.ts'
import {
  countAllLines,
  countFiles,
  countOf,
  countOtherClusters,
  describeOutcome,
  describeSelection,
  hasDanger,
  isCompared,
  shortenHash,
} from './describe-promotion.ts'
import type { PromotionProblem, PromotionReport } from './promotion-report.ts'
import { renderPromotionClusters } from './render-promotion-clusters.ts'
import { renderPromotionCommits } from './render-promotion-commits.ts'
import { renderPromotionFiles } from './render-promotion-files.ts'
import { toPrintable } from './to-printable.ts'

/**
 * What a promotion or a rollback does, for a person at a terminal: what stops it, a summary in one line, then files,
 * clusters and commits, and how to take it back. Where there is nothing to do, one line, and the notes if there are any.
 */
export function renderPromotion(report: PromotionReport, colors: ChalkInstance): string {
  const rows = [renderTitle(report, colors)]
  const isNothing = report.outcome === 'nothing'
  if (!isNothing) {
    rows.push(...renderOrigin(report, colors))
    for (const problem of report.problems) rows.push('', ...renderProblem(problem, colors))
    if (hasContent(report)) rows.push('', renderSummary(report, colors))
  }
  for (const note of report.notes) rows.push('', `${colors.yellow.bold('note')} ${toPrintable(note)}`)
  if (!isNothing) {
    rows.push(
      ...renderPromotionFiles(report, colors),
      ...renderPromotionClusters(report, colors),
      ...renderPromotionCommits(report, colors),
      ...renderUndo(report, colors),
    )
  }
  return `${rows.join('\n')}\n`
}

function renderTitle(report: PromotionReport, colors: ChalkInstance): string {
  const { source, target, outcome } = report
  const name =
    source === null ? `rollback of ${toPrintable(target)}` : `${toPrintable(source.name)} → ${toPrintable(target)}`
  const paint = { applied: colors.green, planned: colors.cyan, stopped: colors.red.bold, nothing: colors.green }[
    outcome
  ]
  const selection = describeSelection(report)
  return [colors.bold(name), ...(selection === '' ? [] : [selection]), paint(describeOutcome(report))].join('  ')
}

/** Where it comes from, and which commit it became. */
function renderOrigin({ source, commit, branch }: PromotionReport, colors: ChalkInstance): readonly string[] {
  const from = source === null ? '' : `from ${toPrintable(source.revision)}${at(source.commit)}`
  const to = commit === null ? '' : `commit ${shorten(commit)}`
  const on = branch === null ? '' : `${to === '' ? '' : ' '}on branch ${toPrintable(branch)}`
  const parts = [from, `${to}${on}`].filter((part) => part !== '')
  return parts.length === 0 ? [] : [colors.dim(parts.join(', '))]
}

function at(commit: string | null): string {
  return commit === null ? '' : ` at ${shorten(commit)}`
}

function shorten(commit: string): string {
  return toPrintable(shortenHash(commit))
}

/** Places of a problem that are printed. */
const maximumPlaces = 20

function renderProblem({ message, help, places }: PromotionProblem, colors: ChalkInstance): readonly string[] {
  const rows = places.map((place) => `    ${colors.cyan(toPrintable(place))}`)
  return [
    `${colors.red.bold('✖')} ${colors.bold(toPrintable(message))}`,
    ...boundRows(rows, maximumPlaces, colors, '    '),
    ...(help === '' ? [] : [`  ${colors.dim('fix')} ${toPrintable(help)}`]),
  ]
}

function hasContent({ files, clusters, otherClusters, outcome }: PromotionReport): boolean {
  return outcome !== 'stopped' || files.length + clusters.length + otherClusters.length > 0
}

/** Differences of clusters that are told in the summary. */
const maximumClusters = 3

function renderSummary(report: PromotionReport, colors: ChalkInstance): string {
  const { files, clusters } = report
  const lines = countAllLines(files)
  const parts = [`${colors.bold(countFiles(files))}${lines === '' ? '' : ` (${lines})`}`]
  for (const one of clusters.slice(0, maximumClusters)) {
    const text = `${nameDiffClusters(one)}: ${countDifferences(one)}`
    parts.push(hasDanger(one) ? colors.red.bold(text) : text)
  }
  if (clusters.length > maximumClusters) parts.push(`${clusters.length - maximumClusters} more differences of clusters`)
  if (isCompared(report)) {
    const others = countOtherClusters(report)
    const text = `${countOf(others, 'other cluster')} ${others === 1 ? 'changes' : 'change'} as well`
    parts.push(others === 0 ? 'no other cluster changes' : colors.red.bold(text))
  }
  return parts.join(' · ')
}

function renderUndo({ undo, outcome, branch, commit }: PromotionReport, colors: ChalkInstance): readonly string[] {
  if (undo === '' || outcome === 'stopped') return []
  const lead = outcome === 'planned' && branch === null && commit === null ? 'to take it back later' : 'to take it back'
  return ['', `${colors.dim(`${lead}:`)} ${toPrintable(undo)}`]
}
