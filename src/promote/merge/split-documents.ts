/** From the marker `---` of a document, or the beginning of the file, to the next. */
export interface DocumentPart {
  readonly start: number
  readonly end: number
  readonly hasMarker: boolean
}

/**
 * The parts of a YAML stream. A line that begins with `---` is a marker wherever it stands. Undefined where the stream
 * has directives or ends documents with `...`.
 */
export function splitDocuments(text: string): readonly DocumentPart[] | undefined {
  if (/^(?:%|\.\.\.(?:\s|$))/m.test(text)) return undefined
  const starts = [...text.matchAll(/(?<=^|\n)---(?=\s|$)/g)].map(({ index }) => index)
  if (starts[0] !== 0) starts.unshift(0)
  return starts.map((start, index) => ({
    start,
    end: starts[index + 1] ?? text.length,
    hasMarker: /^---(?:\s|$)/.test(text.slice(start, start + 4)),
  }))
}
