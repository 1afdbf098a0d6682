/** What may not stand in YAML; Go's JSON escapes the control characters below the space, but none of these. */
const forbidden = /[\x7f\x80-\x84\x86-\x9f\ufffe\uffff]/
/** As many characters as a key may have in brackets, its quotes included. */
const longestKey = 1024

/**
 * A text after its way through JSON into go-yaml's parser: NEL is a line break there, also between quotes, and folded.
 * Throws a RangeError for what the parser refuses.
 */
export function readJsonText(text: string, isKey: boolean): string {
  if (forbidden.test(text)) throw new RangeError('control characters cannot be written in YAML')
  if (isKey && (text.includes('\u0085') || (text.length > 160 && jsonLength(text) + 2 > longestKey)))
    throw new RangeError('a key is too long for YAML')
  if (!text.includes('\u0085')) return text
  if (/\u0085(?:---|\.\.\.)(?:[ \u0085]|$)/.test(text)) throw new RangeError('a text holds the end of a document')
  return text.replace(/ *\u0085[ \u0085]*/g, (breaks) => '\n'.repeat(breaks.split('\u0085').length - 2) || ' ')
}

/** The length in code points of a text in Go's JSON, without quotes. */
function jsonLength(text: string): number {
  let length = 0
  for (const character of text) {
    if ('"\\\n\r\t\b\f'.includes(character)) length += 2
    else length += character < ' ' || '<>&\u2028\u2029'.includes(character) ? 6 : 1
  }
  return length
}
