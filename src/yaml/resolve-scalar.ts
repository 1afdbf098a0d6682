import { parseTimestamp } from './parse-timestamp.ts'

/** The type that a plain scalar has by its text, and its value. A timestamp's value is its form in RFC 3339. */
export interface ResolvedScalar {
  readonly tag: '!!str' | '!!int' | '!!float' | '!!bool' | '!!null' | '!!timestamp' | '!!merge'
  readonly value: string | number | bigint | boolean | null
}

const words = new Map<string, ResolvedScalar>([
  ...['true', 'True', 'TRUE'].map((word) => [word, { tag: '!!bool', value: true }] as const),
  ...['false', 'False', 'FALSE'].map((word) => [word, { tag: '!!bool', value: false }] as const),
  ...['', '~', 'null', 'Null', 'NULL'].map((word) => [word, { tag: '!!null', value: null }] as const),
  ...['.nan', '.NaN', '.NAN'].map((word) => [word, { tag: '!!float', value: Number.NaN }] as const),
  ...['.inf', '.Inf', '.INF', '+.inf', '+.Inf', '+.INF'].map(
    (word) => [word, { tag: '!!float', value: Number.POSITIVE_INFINITY }] as const,
  ),
  ...['-.inf', '-.Inf', '-.INF'].map((word) => [word, { tag: '!!float', value: Number.NEGATIVE_INFINITY }] as const),
  ['<<', { tag: '!!merge', value: '<<' }],
])

/**
 * The type of a plain scalar in go-yaml v3, as its parser tags it: `yes` is a text, `010` is eight, `2024-01-01` a
 * timestamp. An int beyond 2^53 is a bigint. (Go's resolve itself takes `<<` for a text; only the parser knows merges.)
 */
export function resolveScalar(text: string): ResolvedScalar {
  const word = words.get(text)
  if (word !== undefined) return word
  const first = text.charCodeAt(0)
  const isDigit = first >= 0x30 && first <= 0x39
  if (isDigit || first === 0x2b || first === 0x2d) return resolveNumber(text) ?? { tag: '!!str', value: text }
  if (first === 0x2e && leadingDot.test(text)) {
    const value = Number(text.replaceAll('_', ''))
    if (Number.isFinite(value)) return { tag: '!!float', value }
  }
  return { tag: '!!str', value: text }
}

/** Go's own floats: underscores only between digits. */
const leadingDot = /^\.[0-9](?:_?[0-9])*(?:[eE][-+]?[0-9](?:_?[0-9])*)?$/
const decimalFloat = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/
const integer = /^([-+]?)(0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO]?[0-7]+|0|[1-9][0-9]*)$/
/** go-yaml hands the digits behind the prefix to Go's ParseInt, which takes a sign there too. */
const innerSign = /^0([bo])([-+])([0-9]+)$/

function resolveNumber(text: string): ResolvedScalar | undefined {
  const timestamp = parseTimestamp(text)
  if (timestamp !== undefined) return { tag: '!!timestamp', value: timestamp }
  const plain = text.replaceAll('_', '')
  const whole = resolveInteger(plain)
  if (whole !== undefined) return { tag: '!!int', value: whole }
  if (!decimalFloat.test(plain)) return undefined
  const value = Number(plain)
  return Number.isFinite(value) ? { tag: '!!float', value } : undefined
}

function resolveInteger(plain: string): number | bigint | undefined {
  const [, prefix, inner, rest = ''] = innerSign.exec(plain) ?? []
  const isBinary = prefix === 'b'
  if (inner !== undefined && !(isBinary ? /^[01]+$/ : /^[0-7]+$/).test(rest)) return undefined
  const [, sign = '', digits = ''] = integer.exec(inner === undefined ? plain : `${inner}0${prefix}${rest}`) ?? []
  if (digits === '') return undefined
  // Old octals have no `o`.
  const literal = /^0[0-7]/.test(digits) ? `0o${digits.slice(1)}` : digits.toLowerCase()
  if (literal.length < 15) return withSign(Number(literal), sign)
  const size = BigInt(literal)
  const limit = sign === '-' ? 2n ** 63n : sign === '+' ? 2n ** 63n - 1n : 2n ** 64n - 1n
  if (size > limit) return undefined
  const value = sign === '-' ? -size : size
  return size <= 9007199254740991n ? Number(value) : value
}

/** There is no negative zero among the ints. */
function withSign(size: number, sign: string): number {
  return sign === '-' && size !== 0 ? -size : size
}
