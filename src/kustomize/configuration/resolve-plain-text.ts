import { parseTimestamp } from '../../yaml/parse-timestamp.ts'

/** What YAML takes a plain text for. */
export type PlainValue =
  | { readonly is: 'text' }
  | { readonly is: 'timestamp'; readonly text: string }
  | { readonly is: 'null' }
  | { readonly is: 'boolean'; readonly value: boolean }
  | { readonly is: 'integer'; readonly value: bigint }
  | { readonly is: 'float'; readonly value: number }

const words = new Map<string, PlainValue>()
for (const word of ['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON']) {
  words.set(word, { is: 'boolean', value: true })
}
for (const word of ['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF']) {
  words.set(word, { is: 'boolean', value: false })
}
for (const word of ['', '~', 'null', 'Null', 'NULL']) words.set(word, { is: 'null' })
for (const word of ['.nan', '.NaN', '.NAN']) words.set(word, { is: 'float', value: Number.NaN })
for (const word of ['.inf', '.Inf', '.INF', '+.inf', '+.Inf', '+.INF']) {
  words.set(word, { is: 'float', value: Number.POSITIVE_INFINITY })
}
for (const word of ['-.inf', '-.Inf', '-.INF']) words.set(word, { is: 'float', value: Number.NEGATIVE_INFINITY })

const float = /^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/

/** The type and value that a plain text has for go-yaml v2, which sigs.k8s.io/yaml decodes with. */
export function resolvePlainText(text: string): PlainValue {
  const word = words.get(text)
  if (word !== undefined) return word
  if (!/^[-+.\d]/.test(text)) return { is: 'text' }
  if (text.startsWith('.')) return float.test(text) ? { is: 'float', value: Number(text) } : { is: 'text' }
  if (parseTimestamp(text) !== undefined) return { is: 'timestamp', text }
  const digits = text.replaceAll('_', '')
  const integer = parseInteger(digits)
  if (integer !== undefined) return { is: 'integer', value: integer }
  const value = float.test(digits) ? Number(digits) : Number.NaN
  return Number.isFinite(value) ? { is: 'float', value } : { is: 'text' }
}

/** Go's strconv.ParseInt and ParseUint of base 0 and 64 bits. */
function parseInteger(text: string): bigint | undefined {
  const [, sign = '', digits = ''] = /^([-+]?)(.*)$/s.exec(text) ?? []
  const octal = /^0o?([0-7]+)$/i.exec(digits)
  if (octal === null && !/^(?:0|[1-9]\d*|0x[\da-f]+|0b[01]+)$/i.test(digits)) return undefined
  const magnitude = BigInt(octal === null ? digits.toLowerCase() : `0o${octal[1]}`)
  const value = sign === '-' ? -magnitude : magnitude
  const limit = sign === '' ? 2n ** 64n : 2n ** 63n
  return value >= -limit && value < limit ? value : undefined
}
