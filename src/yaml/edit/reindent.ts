/**
 * Moves all lines of a piece of block YAML but the first by a number of columns, to the left at most to the margin, and
 * gives it other line breaks. Empty lines stay empty.
 */
export function reindent(text: string, shift: number, lineBreak: string): string {
  const [first = '', ...lines] = text.split(/\r?\n/)
  const pad = ' '.repeat(Math.max(shift, 0))
  const margin = new RegExp(`^ {0,${Math.max(-shift, 0)}}`)
  return [first, ...lines.map((line) => (line === '' ? '' : pad + line.replace(margin, '')))].join(lineBreak)
}
