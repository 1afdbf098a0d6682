import { fitColumns } from './fit-columns.ts'

/** A part of a text in Markdown: what stands before its items, the items, and what stands behind them. */
export interface MarkdownSection {
  readonly before: string
  readonly items: readonly string[]
  readonly after: string
  /** What the items are, for the line that says how many are left out: `files`. */
  readonly noun: string
}

/** Characters for the line that says how many items of a section are left out. */
const reserve = 80

/**
 * The sections in `maximum` characters. Where they are longer together, the longest ones lose items at their end and say
 * how many, and `hint` is put in front. What stands before and behind the items always stays.
 */
export function joinSections(sections: readonly MarkdownSection[], hint: string, maximum: number): string {
  const sizes = sections.map(({ items }) => lengthOf(items))
  const fixed = lengthOf(sections.flatMap(({ before, after }) => [before, after]))
  if (fixed + sizes.reduce((sum, size) => sum + size, 0) <= maximum) {
    return sections.map((section) => fillSection(section, Number.POSITIVE_INFINITY)).join('')
  }
  const available = Math.max(0, maximum - fixed - hint.length - reserve * sections.length)
  const fitted = fitColumns(sizes, available)
  return `${hint}${sections.map((section, index) => fillSection(section, fitted[index] ?? 0)).join('')}`
}

function lengthOf(texts: readonly string[]): number {
  return texts.reduce((sum, text) => sum + text.length, 0)
}

/** A section with as many of its items as have so many characters together. */
function fillSection({ before, items, after, noun }: MarkdownSection, maximum: number): string {
  let length = 0
  let count = 0
  for (const item of items) {
    length += item.length
    if (length > maximum) break
    count += 1
  }
  const left = items.length - count
  const note = left === 0 ? '' : `_… ${left} more ${noun} left out._\n\n`
  return `${before}${items.slice(0, count).join('')}${after}${note}`
}
