import type { ClusterDiffReport } from './diff-report.ts'
import { hasDifference } from './group-diff-reports.ts'
import type { CarriedCommit, PromotedFile, PromotionReport } from './promotion-report.ts'

/** In this order files are told. */
export const fileChanges = ['deleted', 'changed', 'added'] as const

const selections: Readonly<Record<PromotionReport['selection'], string>> = {
  all: '',
  images: 'images and versions only',
  config: 'all but images and versions',
  path: 'a part only',
}

/** Which part was asked for; empty where it is all. */
export function describeSelection({ selection }: PromotionReport): string {
  return selections[selection]
}

/** What became of it, in short. */
export function describeOutcome({ outcome, command }: PromotionReport): string {
  const words: Readonly<Record<PromotionReport['outcome'], string>> = {
    applied: 'applied',
    planned: 'dry run, nothing is written',
    stopped: 'stopped, nothing is written',
    nothing:
      command === 'rollback'
        ? 'nothing to do, it is as it was before the last promotion'
        : 'nothing to do, there is no difference to carry',
  }
  return words[outcome]
}

/** `1 deleted, 2 changed, 3 added`. */
export function countFiles(files: readonly PromotedFile[]): string {
  const counts = fileChanges.flatMap((change) => {
    const number = files.filter((file) => file.change === change).length
    return number === 0 ? [] : [`${number} ${change}`]
  })
  return counts.length === 0 ? 'no file changes' : counts.join(', ')
}

/** The lines of all files together: `+4 −2`; empty where no line differs. */
export function countAllLines(files: readonly PromotedFile[]): string {
  const sum = (numbers: readonly (number | null)[]): number =>
    numbers.reduce<number>((total, number) => total + (number ?? 0), 0)
  return formatLines(sum(files.map(({ added }) => added)), sum(files.map(({ removed }) => removed)))
}

/** `+4 −2` of one file, or what it is where no lines can be told. */
export function countLines({ added, removed }: PromotedFile): string {
  if (added === null || removed === null) return 'not text'
  return formatLines(added, removed) || 'no line differs'
}

function formatLines(added: number, removed: number): string {
  return [added === 0 ? '' : `+${added}`, removed === 0 ? '' : `−${removed}`].filter((part) => part !== '').join(' ')
}

/** Whether it came so far that clusters were compared. */
export function isCompared({ outcome, clusters, otherClusters }: PromotionReport): boolean {
  return outcome !== 'stopped' || clusters.length > 0 || otherClusters.length > 0
}

/** How many other clusters change. */
export function countOtherClusters({ otherClusters }: PromotionReport): number {
  return otherClusters.filter(hasDifference).reduce((sum, { clusters }) => sum + clusters.length, 0)
}

/** Whether anything that runs or is stored would be lost. */
export function hasDanger({ consequences }: ClusterDiffReport): boolean {
  return consequences.some(({ severity }) => severity === 'danger')
}

/** Things with what is said of each, gathered by what is said, in the order of the first of each. */
export function groupByReason<T extends { readonly reason: string }>(
  things: readonly T[],
): readonly { readonly reason: string; readonly things: readonly T[] }[] {
  const groups = new Map<string, T[]>()
  for (const thing of things) {
    const known = groups.get(thing.reason)
    if (known === undefined) groups.set(thing.reason, [thing])
    else known.push(thing)
  }
  return [...groups].map(([reason, some]) => ({ reason, things: some }))
}

/** What its commits are: `5 commits to carry since the last promotion, 1a2b3c4d of 2026-11-01`; `named` shows names. */
export function describeCommits(
  { command, outcome, commits, last, target }: PromotionReport,
  named: (text: string) => string,
): string {
  const number = countOf(commits.length, 'commit')
  const isDone = outcome === 'applied'
  if (command === 'rollback') return `${number} ${isDone ? 'taken' : 'to take'} out of ${named(target)}`
  const carried = `${number} ${isDone ? 'carried' : 'to carry'}`
  if (last === null) return `${carried}, no promotion before this one is known`
  return `${carried} since the last promotion, ${named(shortenHash(last.commit))} of ${named(shortenDate(last.date))}`
}

/** Enough of a commit's hash to name it. */
export function shortenHash(hash: string): string {
  return hash.slice(0, 8)
}

/** The day of a date in ISO 8601, as it is written there. */
export function shortenDate(date: CarriedCommit['date']): string {
  return date.slice(0, 10)
}

/** `1 file`, `2 files`. */
export function countOf(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}
