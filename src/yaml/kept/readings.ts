import { readBlockScalar } from '../read-block-scalar.ts'

/** What the text of a scalar, from its start to its end, may say where it does not stand there as it is. */
export type Reading = (text: string, start: number, end: number) => string

/**
 * Ways to read a scalar. Each is right for many and none for all: the encoder takes the first that gives what the parser
 * gave. So nothing that a file says need be kept.
 */
export const readings: readonly Reading[] = [
  (text, start) => readBlockScalar(text, start, -1).value,
  (text, start, end) => text.slice(start + 1, end - 1).replaceAll("''", "'"),
  (text, start, end) => String(JSON.parse(text.slice(start, end))),
  (text, start, end) => fold(text.slice(start, end)),
  (text, start, end) => fold(text.slice(start + 1, end - 1)),
]

/** Lines as one, with a line break for each that is empty. */
function fold(text: string): string {
  return text.replace(/[ \t]*(\r?\n[ \t]*)+/g, (breaks) => {
    const count = breaks.split('\n').length - 1
    return count === 1 ? ' ' : '\n'.repeat(count - 1)
  })
}

/** The place of the first reading that gives a text; undefined where none does. */
export function findReading(text: string, start: number, end: number, wanted: string): number | undefined {
  const index = readings.findIndex((read) => {
    try {
      return read(text, start, end) === wanted
    } catch {
      return false
    }
  })
  return index < 0 ? undefined : index
}
