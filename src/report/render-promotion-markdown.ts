import { countDifferences, listUnknown } from './describe-diff.ts'
import {
  countAllLines,
  countFiles,
  countOf,
  countOtherClusters,
  describeCommits,
  describeOutcome,
  describeSelection,
  hasDanger,
  isCompared,
  shortenHash,
} from './describe-promotion.ts'
import type { ClusterDiffReport } from './diff-report.ts'
import { codeSpan, escapeMarkdown } from './escape-markdown.ts'
import { joinSections, type MarkdownSection } from './join-sections.ts'
import { nameClusters } from './list-cluster-markdown.ts'
import { listPromotionSections } from './list-promotion-sections.ts'
import type { PromotionReport } from './promotion-report.ts'

/** Characters that the description of a merge request surely takes. */
const safeLength = 60_000

/**
 * What a promotion or a rollback does, as the description of a merge request: a summary, then what is dangerous, then
 * all the rest folded. Parts that are too long are cut so that all of it has at most `maximum` characters; Infinity for
 * a file, which holds the whole.
 */
export function renderPromotionMarkdown(report: PromotionReport, maximum = safeLength): string {
  const { command, source, target } = report
  const names = source === null ? target : `${source.name} ${target}`
  const call = codeSpan(`gitops ${command} ${names} … --format markdown --output-file promotion.md`)
  const hint = `_This is cut: ${call} writes the whole to a file._\n\n`
  return `${joinSections([renderHead(report), ...listPromotionSections(report)], hint, maximum - 1).trimEnd()}\n`
}

function renderHead(report: PromotionReport): MarkdownSection {
  const { source, target, outcome, notes } = report
  const title =
    source === null ? `Rollback of ${codeSpan(target)}` : `Promotion of ${codeSpan(source.name)} to ${codeSpan(target)}`
  const facts = outcome === 'nothing' ? [] : listFacts(report)
  const rows = facts.map(([name, value]) => `| ${name} | ${value} |\n`).join('')
  return {
    before: `### ${title}\n\n| result | ${describeOutcome(report)} |\n|---|---|\n${rows}\n`,
    items: notes.map((note) => `- **note** ${escapeMarkdown(note)}\n`),
    after: notes.length === 0 ? '' : '\n',
    noun: 'notes',
  }
}

/** Differences of clusters that are told in the summary, and clusters of each that are named. */
const maximumDifferences = 5
const maximumClusters = 5

type Fact = readonly [name: string, value: string]

function listFacts(report: PromotionReport): readonly Fact[] {
  const { source, files, kept, rewrites, leftBehind, commits, commit, branch, undo, outcome } = report
  const facts: Fact[] = []
  const selection = describeSelection(report)
  if (selection !== '') facts.push(['part', selection])
  if (source !== null) facts.push(['source', `${codeSpan(source.revision)}${at(source.commit)}`])
  if (commit !== null) facts.push(['commit', codeSpan(shortenHash(commit))])
  if (branch !== null) facts.push(['branch', codeSpan(branch)])
  if (report.problems.length > 0) facts.push(['stopped by', countOf(report.problems.length, 'problem')])
  const lines = countAllLines(files)
  if (outcome !== 'stopped' || files.length > 0) {
    facts.push(['files', `${countFiles(files)}${lines === '' ? '' : ` (${lines})`}`])
  }
  if (kept.length > 0) facts.push(['kept', String(kept.length)])
  if (rewrites.length > 0) facts.push(['rewritten', countOf(rewrites.length, 'reference')])
  if (leftBehind.length > 0) facts.push(['left behind', countOf(leftBehind.length, 'file')])
  facts.push(...listClusterFacts(report))
  if (commits.length > 0) facts.push(['commits', describeCommits(report, codeSpan)])
  if (report.overwritten.length > 0) facts.push(['undone', `**${countOf(report.overwritten.length, 'commit')}**`])
  if (undo !== '' && outcome !== 'stopped') facts.push(['to take it back', codeSpan(undo)])
  return facts
}

function at(commit: string | null): string {
  return commit === null ? '' : ` at ${codeSpan(shortenHash(commit))}`
}

function listClusterFacts(report: PromotionReport): readonly Fact[] {
  const { clusters } = report
  if (!isCompared(report)) return []
  const facts = clusters.slice(0, maximumDifferences).map((one): Fact => ['clusters', countBoldly(one)])
  const left = clusters.length - facts.length
  if (left > 0) facts.push(['clusters', `${left} more differences`])
  const others = countOtherClusters(report)
  facts.push([
    'other clusters',
    others === 0 ? 'none of them changes' : `**${others} ${others === 1 ? 'changes' : 'change'}**`,
  ])
  const unknown = new Set(clusters.flatMap(listUnknown)).size
  if (unknown > 0) facts.push(['not compared', countOf(unknown, 'Flux Kustomization')])
  return facts
}

function countBoldly(report: ClusterDiffReport): string {
  const { clusters } = report
  const left = clusters.length - maximumClusters
  const some = nameClusters({ ...report, clusters: clusters.slice(0, maximumClusters) })
  const text = `${some}${left > 0 ? ` and ${left} more` : ''}: ${countDifferences(report)}`
  return hasDanger(report) ? `**${text}**` : text
}
