import { isUtf8 } from 'node:buffer'
import type { Location } from '../../source/location.ts'
import { BuildError } from '../build-error.ts'

/** A line of an env file; offsets in the file's text without byte order mark. */
export interface EnvLine {
  readonly key: string
  readonly value: string
  /** Where the value is written; of a line without `=` the key. */
  readonly start: number
  readonly end: number
}

/** Go's bufio.Scanner gives up at a longer line, and kustomize does not notice. */
const longestLine = 65_535
const newline = 10
/** Go's unicode.IsSpace. */
const leadingSpace = /^[\t\n\v\f\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/

/**
 * The keys and values in an env file, as kv's keyValuesFromLines reads them: no quotes, no escapes, nothing trimmed but
 * the space before a key; comments begin with `#`; a line without `=` is a key with an empty value. Whatever follows a
 * line of 64 KiB is silently dropped.
 */
export function* readEnvFile(bytes: Uint8Array, path: string, at: Location | undefined): Generator<EnvLine> {
  const text = decodeLines(bytes, path, at)
  for (let start = 0; start < text.length; ) {
    const found = text.indexOf('\n', start)
    const lineEnd = found < 0 ? text.length : found
    if (lineEnd === start) {
      start += 1
      continue
    }
    const end = text[lineEnd - 1] === '\r' ? lineEnd - 1 : lineEnd
    const line = readLine(text.slice(start, end), start)
    if (line !== undefined) yield line
    start = lineEnd + 1
  }
}

function readLine(line: string, offset: number): EnvLine | undefined {
  const space = leadingSpace.exec(line)?.[0].length ?? 0
  if (space === line.length || line[space] === '#') return undefined
  const sign = line.indexOf('=', space)
  if (sign === space) return undefined
  if (sign < 0) return { key: line.slice(space), value: '', start: offset + space, end: offset + line.length }
  return {
    key: line.slice(space, sign),
    value: line.slice(sign + 1),
    start: offset + sign + 1,
    end: offset + line.length,
  }
}

/** The text up to the first line that is too long, without byte order mark. */
function decodeLines(bytes: Uint8Array, path: string, at: Location | undefined): string {
  const isText = isUtf8(bytes)
  let line = 1
  let end = 0
  for (let start = 0; start < bytes.length; line += 1) {
    const found = bytes.indexOf(newline, start)
    const lineEnd = found < 0 ? bytes.length : found
    if (lineEnd - start > longestLine) break
    // a line of text in UTF-8 ends where a character does
    if (!isText && !isUtf8(bytes.subarray(start, lineEnd))) {
      const message = `line ${line} of \`${path}\` is not text in UTF-8`
      throw new BuildError({ code: 'invalid-env-file', message, at })
    }
    start = lineEnd + 1
    end = Math.min(start, bytes.length)
  }
  return new TextDecoder('utf-8').decode(bytes.subarray(0, end))
}
