import type { Location } from '../../source/location.ts'

/**
 * Finds places inside of a text that is a scalar in another file, such as an inline patch: from offsets in the scalar's
 * value to offsets in the file. Exact where the lines of the value stand as they are in the file (block scalars, quoted
 * text without escapes); otherwise the whole scalar.
 */
export function locateInline(fileText: string, at: Location, value: string): (start: number, end: number) => Location {
  const starts = alignLines(fileText, at, value)
  if (starts === undefined) return () => at
  const lengths = value.split('\n').map((line) => line.length)
  const find = (offset: number): number => {
    let rest = offset
    let line = 0
    while (line < lengths.length - 1 && rest > (lengths[line] ?? 0)) {
      rest -= (lengths[line] ?? 0) + 1
      line += 1
    }
    return (starts[line] ?? at.end) + rest
  }
  return (start, end) => ({ file: at.file, start: find(start), end: find(end) })
}

/** Where each line of the value starts in the file; undefined where a line is written otherwise. */
function alignLines(fileText: string, at: Location, value: string): readonly number[] | undefined {
  const starts: number[] = []
  let from = fileText.lastIndexOf('\n', at.start - 1) + 1
  let isFirst = true
  for (const line of value.split('\n')) {
    const begin = isFirst ? at.start : from
    const end = fileText.indexOf('\n', begin)
    const written = fileText.slice(begin, end < 0 ? fileText.length : end).replace(/\r$/, '')
    const found = isFirst ? written.indexOf(line) : written.endsWith(line) ? written.length - line.length : -1
    if (line !== '' && (found < 0 || (!isFirst && written.slice(0, found).trim() !== ''))) return undefined
    starts.push(line === '' ? Math.min(begin + written.length, fileText.length) : begin + found)
    from = end < 0 ? fileText.length : end + 1
    isFirst = false
  }
  return starts
}
