import type { ChalkInstance } from 'chalk'
import { boundRows } from './bound-rows.ts'
import { countOf, describeCommits, shortenDate, shortenHash } from './describe-promotion.ts'
import { cutEnd } from './fit-columns.ts'
import type { CarriedCommit, PromotionReport } from './promotion-report.ts'
import { toPrintable } from './to-printable.ts'

/** Commits of one list that are printed. */
const maximumCommits = 20
/** Files of both that are printed. */
const maximumPaths = 20
/** Of an author not more than this. */
const widestAuthor = 24

/** Which commits it is made of: those that the target has already, those that it gets, and those that it loses. */
export function renderPromotionCommits(report: PromotionReport, colors: ChalkInstance): readonly string[] {
  const { alreadyLive, commits, overwritten, target } = report
  const rows: string[] = []
  if (alreadyLive.length > 0) {
    const title = `already live in ${toPrintable(target)}`
    rows.push('', `${colors.bold(title)}${colors.dim(', through files that both share')}`)
    for (const { path, commits: some } of alreadyLive.slice(0, maximumPaths)) {
      rows.push(`  ${toPrintable(path)}`, ...renderCommits(some, colors, '    '))
    }
    const left = alreadyLive.length - maximumPaths
    if (left > 0) rows.push(colors.dim(`  … ${countOf(left, 'more file')}: --format json lists all of them`))
  }
  if (commits.length > 0) {
    rows.push('', colors.bold(toPrintable(describeCommits(report, (text) => text))), ...renderCommits(commits, colors))
  }
  if (overwritten.length > 0) {
    const title = `${countOf(overwritten.length, 'commit')} of ${toPrintable(target)} undone by --overwrite`
    rows.push('', colors.red.bold(title), ...renderCommits(overwritten, colors))
  }
  return rows
}

function renderCommits(commits: readonly CarriedCommit[], colors: ChalkInstance, indent = '  '): readonly string[] {
  const authors = commits.slice(0, maximumCommits).map(({ author }) => cutEnd(toPrintable(author), widestAuthor))
  const width = Math.max(0, ...authors.map((author) => author.length))
  const rows = commits.map(({ hash, date, subject }, index) => {
    const lead = `${colors.yellow(toPrintable(shortenHash(hash)))}  ${colors.dim(toPrintable(shortenDate(date)))}`
    return `${indent}${lead}  ${(authors[index] ?? '').padEnd(width)}  ${toPrintable(subject)}`.trimEnd()
  })
  return boundRows(rows, maximumCommits, colors, indent)
}
