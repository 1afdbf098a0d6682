/** A column is not made narrower than this. */
const minimumWidth = 8

/**
 * Widths for columns of a table, given the widest text of each. Where they are wider than `available` together, the
 * widest ones are narrowed. Infinity leaves them as they are.
 */
export function fitColumns(widest: readonly number[], available: number): readonly number[] {
  const total = (limit: number): number => widest.reduce((sum, width) => sum + Math.min(width, limit), 0)
  let limit = Math.max(0, ...widest)
  if (!Number.isFinite(available) || total(limit) <= available) return widest
  let low = minimumWidth
  while (low < limit) {
    const middle = Math.ceil((low + limit) / 2)
    if (total(middle) <= available) low = middle
    else limit = middle - 1
  }
  const fitted = widest.map((width) => Math.min(width, low))
  // What is left goes to those that were cut, the last ones first: places say more than kinds.
  let left = available - total(low)
  for (let column = fitted.length - 1; column >= 0; column -= 1) {
    const given = Math.max(0, Math.min(left, (widest[column] ?? 0) - low))
    fitted[column] = (fitted[column] ?? 0) + given
    left -= given
  }
  return fitted
}

/** A text with dots in its middle where it is longer than a width. */
export function cutMiddle(text: string, width: number): string {
  if (text.length <= width) return text
  const end = Math.floor((width - 1) / 2)
  return `${text.slice(0, Math.max(0, width - 1 - end))}…${end > 0 ? text.slice(-end) : ''}`
}

/** A text with dots for its beginning where it is longer than a width: of a place the end tells most. */
export function cutStart(text: string, width: number): string {
  return text.length <= width ? text : `…${width > 1 ? text.slice(1 - width) : ''}`
}

/** A text in lines of a width, broken between words; words that are longer are cut in the middle. */
export function wrapWords(text: string, width: number): readonly string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ').map((one) => cutMiddle(one, width))) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line)
      line = word
    } else {
      line = line === '' ? word : `${line} ${word}`
    }
  }
  return [...lines, line]
}

/** A text with dots for its end where it is longer than a width; empty where there is no room at all. */
export function cutEnd(text: string, width: number): string {
  if (text.length <= width) return text
  return width < 2 ? '' : `${text.slice(0, width - 1)}…`
}
