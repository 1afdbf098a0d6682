import type { ChalkInstance } from 'chalk'
import { shortenHash } from './describe-promotion.ts'
import { cutEnd, cutMiddle, fitColumns } from './fit-columns.ts'
import type { PastPromotion } from './past-promotion.ts'
import { toPrintable } from './to-printable.ts'

/** Wider names are cut. */
const widestName = 40
const gap = '  '
const head = ['date', 'commit', 'promotion', 'of', 'author', 'subject']
/** Dates and commits are not cut. */
const isFixed = (column: number): boolean => [0, 1, 3].includes(column)

/**
 * Past promotions as a table, in their order (newest first): when, which commit, from where to where, by whom. Lines are
 * cut to `width` columns; Infinity leaves them as they are.
 */
export function renderPromotions(
  promotions: readonly PastPromotion[],
  colors: ChalkInstance,
  width = Number.POSITIVE_INFINITY,
): string {
  if (promotions.length === 0) return 'No promotion was found.\n'
  const cells = promotions.map(toCells)
  const widest = head.map((name, column) => longestOf([name, ...pick(cells, column)]))
  const fixed = widest.reduce((sum, size, column) => sum + (isFixed(column) ? size : 0), gap.length * (head.length - 1))
  const fitted = fitColumns(
    widest.map((size, column) => (isFixed(column) ? 0 : size)),
    Math.max(0, width - fixed),
  )
  const widths = widest.map((size, column) => (isFixed(column) ? size : (fitted[column] ?? 0)))
  const layOut = (row: readonly string[], paint: (text: string, column: number) => string): string =>
    row
      .map((text, column) => {
        const limit = widths[column] ?? 0
        const cut = column === head.length - 1 ? cutEnd(text, limit) : cutMiddle(text, limit)
        return `${paint(cut, column)}${' '.repeat(Math.max(0, limit - cut.length))}`
      })
      .join(gap)
      .trimEnd()
  const paints = [colors.dim, colors.yellow, colors.bold, colors.dim]
  const rows = promotions.map(({ isReverted }, index) => {
    const paint = (text: string, column: number): string => {
      if (isReverted) return colors.dim(text)
      return paints[column]?.(text) ?? text
    }
    return layOut(cells[index] ?? [], paint)
  })
  return `${[layOut(head, (text) => colors.dim(text)), ...rows].join('\n')}\n`
}

function longestOf(texts: readonly string[]): number {
  return texts.reduce((longest, { length }) => Math.max(longest, length), 0)
}

function pick(cells: readonly (readonly string[])[], column: number): readonly string[] {
  return cells.map((row) => row[column] ?? '')
}

function toCells(promotion: PastPromotion): readonly string[] {
  const { commit, date, author, source, target, sourceCommit, subject, isReverted } = promotion
  return [
    toPrintable(showTime(date)),
    toPrintable(shortenHash(commit)),
    `${showName(source)} → ${showName(target)}`,
    sourceCommit === null ? '' : toPrintable(shortenHash(sourceCommit)),
    showName(author),
    `${isReverted ? '(taken back) ' : ''}${toPrintable(subject)}`,
  ]
}

function showName(name: string): string {
  return cutMiddle(toPrintable(name), widestName)
}

/** `2026-11-20 10:11` of a date in ISO 8601, in the time zone that is written there. */
function showTime(date: string): string {
  return date.slice(0, 16).replace('T', ' ')
}
