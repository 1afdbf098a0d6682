/** One rule of an ignore text and where it stands in it, in UTF-16 code units. */
export interface IgnoreLine {
  readonly text: string
  readonly start: number
  readonly end: number
}

/** Go's line scanner ends without a word at a longer line, so that the rules from there on are lost. */
const maximumBytes = 65535
/** What Go takes for white space, which is not quite what JavaScript does. */
const isBlank = /^[\t\v\f\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]*$/

/** Splits a `.sourceignore` or a spec.ignore into its rules: no blank lines, none with `#` in the first column. */
export function readIgnoreLines(text: string): readonly IgnoreLine[] {
  const lines: IgnoreLine[] = []
  for (let start = 0; start < text.length; ) {
    const newline = text.indexOf('\n', start)
    const end = newline < 0 ? text.length : newline
    if (isTooLong(text.slice(start, end))) break
    const line = text.slice(start, text[end - 1] === '\r' && end > start ? end - 1 : end)
    if (!line.startsWith('#') && !isBlank.test(line)) lines.push({ text: line, start, end: start + line.length })
    start = end + 1
  }
  return lines
}

function isTooLong(line: string): boolean {
  return line.length * 3 > maximumBytes && new TextEncoder().encode(line).length > maximumBytes
}
