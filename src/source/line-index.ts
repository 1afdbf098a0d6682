/** A place in a text as people count: both 1-based, the column in UTF-16 code units. */
export interface Position {
  readonly line: number
  readonly column: number
}

/** Knows where each line of a text begins. */
export interface LineIndex {
  positionAt(offset: number): Position
  /** The offset at which a 1-based line begins. */
  offsetOf(line: number): number
  /** The text of a 1-based line without its line break. */
  lineText(line: number): string
}

/** Indexes a text once, so that each offset is found in logarithmic time. CRLF counts as one line break. */
export function createLineIndex(text: string): LineIndex {
  const starts = [0]
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1)

  const startOf = (line: number): number => starts[line - 1] ?? text.length
  return {
    positionAt(offset) {
      let low = 0
      let high = starts.length - 1
      while (low < high) {
        const middle = (low + high + 1) >> 1
        if (startOf(middle + 1) <= offset) low = middle
        else high = middle - 1
      }
      return { line: low + 1, column: offset - startOf(low + 1) + 1 }
    },
    offsetOf: startOf,
    lineText(line) {
      return text.slice(startOf(line), startOf(line + 1)).replace(/\r?\n$/, '')
    },
  }
}
