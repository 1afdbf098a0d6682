import type { Location } from '../../source/location.ts'
import { BuildError } from '../build-error.ts'
import type { Step } from '../tree/step.ts'
import type { Literal } from './generator-arguments.ts'

/**
 * The key and value of a generator's literal (kv's parseLiteralSource). One pair of quotes around the value is taken off.
 * The step is at the value where its place inside the text is known, else at the text.
 */
export function splitLiteral({ text, by, isBlock }: Literal): {
  readonly key: string
  readonly value: string
  readonly by: Step
} {
  const sign = text.indexOf('=')
  if (sign <= 0) {
    throw new BuildError({
      code: 'invalid-literal',
      message: sign === 0 ? 'a literal has no key before its `=`' : 'a literal has no `=` between a key and a value',
      help: 'Write it as `key=value`.',
      at: by.at,
    })
  }
  const quote = text[sign + 1]
  const isQuoted = (quote === '"' || quote === "'") && text.length > sign + 2 && text.endsWith(quote)
  const start = sign + (isQuoted ? 2 : 1)
  const end = text.length - (isQuoted ? 1 : 0)
  return { key: text.slice(0, sign), value: text.slice(start, end), by: { ...by, at: locate(start, end) } }

  function locate(from: number, to: number): Location | undefined {
    const { at } = by
    if (at === undefined) return undefined
    if (at.end - at.start === text.length) return { ...at, start: at.start + from, end: at.start + to }
    return isBlock && !/^\s/.test(text) && !text.slice(0, from).includes('\n') ? { ...at, start: at.start + from } : at
  }
}
