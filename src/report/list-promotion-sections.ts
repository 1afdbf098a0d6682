import { listUnknown } from './describe-diff.ts'
import {
  countFiles,
  countLines,
  countOf,
  fileChanges,
  groupByReason,
  shortenDate,
  shortenHash,
} from './describe-promotion.ts'
import type { ClusterDiffReport } from './diff-report.ts'
import { codeSpan, escapeMarkdown, fenceAround } from './escape-markdown.ts'
import { hasDifference } from './group-diff-reports.ts'
import type { MarkdownSection } from './join-sections.ts'
import { listConsequences, listObjects } from './list-cluster-markdown.ts'
import { listPatchLines } from './list-patch-lines.ts'
import type { CarriedCommit, PromotionReport } from './promotion-report.ts'

/** What a merge request says below the summary: what is dangerous in the open, all the rest folded. */
export function listPromotionSections(report: PromotionReport): readonly MarkdownSection[] {
  if (report.outcome === 'nothing') return []
  const others = report.otherClusters.filter(hasDifference)
  return [
    openSection('What stops it', 'problems', listProblems(report)),
    openSection('', 'consequences', report.clusters.flatMap(listDangers)),
    openSection(
      others.length === 0 ? '' : 'Other clusters change as well',
      'differences',
      others.flatMap((one) => [...listDangers(one), ...listObjects(one).map((item) => `${item}\n`)]),
    ),
    ...listFileSections(report),
    foldSection('What the clusters get', 'objects', report.clusters.flatMap(listClusterItems)),
    ...listCommitSections(report),
  ].filter(({ items }) => items.length > 0)
}

function openSection(title: string, noun: string, items: readonly string[]): MarkdownSection {
  return { before: title === '' ? '' : `#### ${title}\n\n`, items, after: '\n', noun }
}

/** The title is ours: nothing of a repository stands in it. */
function foldSection(title: string, noun: string, items: readonly string[]): MarkdownSection {
  return { before: `<details><summary>${title}</summary>\n\n`, items, after: '\n</details>\n\n', noun }
}

function listProblems({ problems }: PromotionReport): readonly string[] {
  return problems.flatMap(({ message, help, places }) => [
    `- **${escapeMarkdown(message.trim())}**\n`,
    ...(help === '' ? [] : [`  - fix: ${escapeMarkdown(help)}\n`]),
    ...places.map((place) => `  - ${codeSpan(place)}\n`),
  ])
}

function listDangers(report: ClusterDiffReport): readonly string[] {
  return report.consequences.length === 0 ? [] : listConsequences(report).map((item) => `${item}\n`)
}

function listClusterItems(report: ClusterDiffReport): readonly string[] {
  const unknown = listUnknown(report)
  return [
    ...listObjects(report).map((item) => `${item}\n`),
    ...(unknown.length === 0 ? [] : ['#### Not compared\n\n', ...unknown.map((one) => `- ${escapeMarkdown(one)}\n`)]),
  ]
}

function listFileSections({ files, kept, rewrites, leftBehind, patch }: PromotionReport): readonly MarkdownSection[] {
  const [deleted = [], changed = [], added = []] = fileChanges.map((change) => {
    return files.filter((file) => file.change === change)
  })
  const toItem = (file: PromotionReport['files'][number]): string =>
    `- ${file.change} ${codeSpan(file.path)} ${countLines(file)}\n`
  const keptItems = groupByReason(kept).flatMap(({ reason, things }) => [
    `- ${escapeMarkdown(reason)}\n`,
    ...things.map(({ path, field }) => `  - ${codeSpan(path)}${field === null ? '' : ` ${codeSpan(field)}`}\n`),
  ])
  const rewriteItems = rewrites.map(({ path, line, field, before, after }) => {
    return `- ${codeSpan(`${path}:${line}`)} ${codeSpan(field)}: ${codeSpan(before)} → ${codeSpan(after)}\n`
  })
  const others = [...changed, ...added]
  return [
    openSection('Deleted files', 'files', deleted.map(toItem)),
    foldSection(`Files: ${countFiles(others)}`, 'files', others.map(toItem)),
    foldSection(`Kept: ${kept.length}`, 'lines', keptItems),
    foldSection(`Rewritten: ${countOf(rewrites.length, 'reference')}`, 'references', rewriteItems),
    foldSection(
      `Left behind, because only a part was asked for: ${countOf(leftBehind.length, 'file')}`,
      'files',
      leftBehind.map((path) => `- ${codeSpan(path)}\n`),
    ),
    foldPatch(patch),
  ]
}

/** The diff of files in a code block that nothing in it can end. */
function foldPatch(patch: string): MarkdownSection {
  const rows = listPatchLines(patch).map(({ text }) => text.trimEnd())
  const fence = fenceAround(rows)
  const { before, after } = foldSection('Diff of the files', '', [])
  return {
    before: `${before}${fence}diff\n`,
    items: rows.map((row) => `${row}\n`),
    after: `${fence}\n${after}`,
    noun: 'lines',
  }
}

function listCommitSections(report: PromotionReport): readonly MarkdownSection[] {
  const { alreadyLive, commits, overwritten } = report
  const live = alreadyLive.flatMap(({ path, commits: some }) => [
    `- ${codeSpan(path)}\n`,
    ...some.map((one) => `  ${toCommitItem(one)}`),
  ])
  return [
    openSection('Commits that are undone', 'commits', overwritten.map(toCommitItem)),
    foldSection(`Already live, through files that both share: ${countOf(alreadyLive.length, 'file')}`, 'lines', live),
    foldSection(`Commits: ${commits.length}`, 'commits', commits.map(toCommitItem)),
  ]
}

function toCommitItem({ hash, date, author, subject }: CarriedCommit): string {
  return `- ${codeSpan(shortenHash(hash))} ${codeSpan(shortenDate(date))} ${codeSpan(author)} ${codeSpan(subject)}\n`
}
