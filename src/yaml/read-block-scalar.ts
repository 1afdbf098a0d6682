const lineBreak = /[\n\r\u0085\u2028\u2029]/g
const header = /[|>]([+-]?)([1-9]?)([+-]?)/y

/** A block scalar as it is read. */
export interface BlockScalar {
  readonly value: string
  /** The offset of a tab where the indentation should be, for which go-yaml refuses the text. */
  readonly tabAt: number | undefined
}

/**
 * The text of the block scalar whose `|` or `>` stands at an offset, as go-yaml reads it: lines of nothing but blanks keep
 * those beyond the indentation, and a file that ends within the last line gives it no line break. `parentIndent` is the
 * column of the block collection around it, -1 where there is none.
 */
export function readBlockScalar(text: string, start: number, parentIndent: number): BlockScalar {
  header.lastIndex = start
  const [found = '', before = '', digit = '', after = ''] = header.exec(text) ?? []
  const chomping = before || after
  const isFolded = found.startsWith('>')
  let at = endOfLine(text, start)
  at += breakAt(text, at).length

  let indent = digit === '' ? 0 : Math.max(parentIndent, 0) + Number(digit)
  let column = 0
  let tabAt: number | undefined
  const skipBreaks = (): string => {
    let breaks = ''
    let deepest = 0
    for (;;) {
      const line = at
      while ((indent === 0 || at - line < indent) && text[at] === ' ') at += 1
      column = at - line
      deepest = Math.max(deepest, column)
      if (text[at] === '\t' && (indent === 0 || column < indent)) tabAt ??= at
      const found = breakAt(text, at)
      if (found === '') break
      breaks += normalBreak(found)
      at += found.length
    }
    if (indent === 0) indent = Math.max(deepest, parentIndent + 1, 1)
    return breaks
  }

  const parts: string[] = []
  let blankLines = skipBreaks()
  let lineEnd = ''
  let wasBlank = false
  // Only a line that reaches the indentation belongs to the scalar.
  while (at < text.length && column === indent) {
    const isBlank = text[at] === ' ' || text[at] === '\t'
    const joins = isFolded && lineEnd === '\n' && !wasBlank && !isBlank
    parts.push(joins ? (blankLines === '' ? ' ' : '') : lineEnd, blankLines)
    const end = endOfLine(text, at)
    parts.push(text.slice(at, end))
    wasBlank = isBlank
    const found = breakAt(text, end)
    lineEnd = normalBreak(found)
    at = end + found.length
    blankLines = skipBreaks()
  }
  if (chomping !== '-') parts.push(lineEnd)
  if (chomping === '+') parts.push(blankLines)
  return { value: parts.join(''), tabAt }
}

function endOfLine(text: string, from: number): number {
  lineBreak.lastIndex = from
  return lineBreak.exec(text)?.index ?? text.length
}

function breakAt(text: string, at: number): string {
  if (text.startsWith('\r\n', at)) return '\r\n'
  const character = text.charAt(at)
  return character !== '' && '\n\r\u0085\u2028\u2029'.includes(character) ? character : ''
}

function normalBreak(found: string): string {
  return found === '\r\n' || found === '\r' || found === '\u0085' ? '\n' : found
}
