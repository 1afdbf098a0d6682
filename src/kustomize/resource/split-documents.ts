import type { Location } from '../../source/location.ts'
import { BuildError } from '../build-error.ts'

/** One document of a stream: its text with unix line ends, and the places of its offsets. */
export interface StreamPart {
  readonly text: string
  /** Where it begins in the stream with unix line ends. */
  readonly start: number
  /** Where an offset of the text is in the stream. */
  offsetOf(offset: number): number
}

/**
 * Splits a stream as kyaml's ByteReader does: at each line that begins with `---` but the first of all and one right
 * behind another. Throws a BuildError `invalid-document-separator` where such a line holds more than a comment.
 */
export function splitDocuments(text: string, locate: (start: number, end: number) => Location): readonly StreamPart[] {
  if (text === '') return []
  const offsetOf = createOffsets(text)
  const normal = text.replaceAll('\r\n', '\n')
  const parts: StreamPart[] = []
  let from = 0
  for (const { index, 0: line } of normal.matchAll(/\n---[^\n]*\n/g)) {
    const rest = line.slice(4).trim()
    if (rest !== '' && !rest.startsWith('#')) {
      const at = locate(offsetOf(index + 1), offsetOf(index + line.length - 1))
      const message = 'a line that begins with `---` may hold nothing else but a comment'
      throw new BuildError({ code: 'invalid-document-separator', message, at })
    }
    parts.push(toPart(`${normal.slice(from, index)}\n`, from, offsetOf))
    from = index + line.length
  }
  parts.push(toPart(normal.slice(from), from, offsetOf))
  return parts
}

function toPart(text: string, from: number, offsetOf: (offset: number) => number): StreamPart {
  return { text, start: from, offsetOf: (offset) => offsetOf(from + offset) }
}

/** From offsets in a text with unix line ends to those in the text as it is written. */
function createOffsets(text: string): (offset: number) => number {
  const breaks: number[] = []
  // Each break lies one further to the left for each one before it.
  for (let at = text.indexOf('\r\n'); at >= 0; at = text.indexOf('\r\n', at + 2)) breaks.push(at - breaks.length)
  if (breaks.length === 0) return (offset) => offset
  return (offset) => {
    let low = 0
    let high = breaks.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((breaks[middle] ?? 0) < offset) low = middle + 1
      else high = middle
    }
    return offset + low
  }
}
