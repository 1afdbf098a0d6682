import type { ErrorObject } from 'ajv'
import { nearestMatch } from '../../source/nearest-match.ts'
import { typeNames } from '../../yaml/type-names.ts'
import { showValue } from './show-value.ts'

/** What a field must be, behind the word "must", with what helps whoever wrote something else. */
export interface Expectation {
  readonly text: string
  /** Behind what was found; empty or beginning with `; `. */
  readonly hint: string
  readonly near: string | undefined
}

/** One of ajv's errors in words. */
export function describeExpectation(error: ErrorObject, path: readonly (string | number)[]): Expectation {
  const { keyword, data } = error
  const pattern: unknown = error.parentSchema?.pattern
  if (isDuration(pattern) && (keyword === 'pattern' || keyword === 'type')) return describeDuration(data)
  if (keyword === 'type')
    return { text: `be ${typeText(error.params.type)}`, hint: quotingHint(error), near: undefined }
  if (keyword === 'enum') return describeEnum(error, path)
  return { text: describeLimit(error), hint: '', near: undefined }
}

/** Flux writes this pattern with and without `h`, and with `?` around the fraction. */
function isDuration(pattern: unknown): boolean {
  return typeof pattern === 'string' && /\(ms\|s\|m(?:\|h)?\)\)\+\$$/.test(pattern)
}

const hoursOf = new Map([
  ['d', 24],
  ['w', 168],
])

function describeDuration(data: unknown): Expectation {
  const text = 'be a duration such as `30s`, `10m` or `1h30m`'
  const [, count = '', unit = ''] = typeof data === 'string' ? (/^(\d{1,4})([dw])$/.exec(data) ?? []) : []
  const hours = hoursOf.get(unit)
  if (hours !== undefined) {
    const near = `${Number(count) * hours}h`
    return { text, hint: `; days and weeks are not known, write \`${near}\``, near }
  }
  const isNumber = typeof data === 'number' || (typeof data === 'string' && /^\d+$/.test(data))
  return { text, hint: isNumber ? `; a unit is missing, as in \`${data}s\` or \`${data}m\`` : '', near: undefined }
}

function typeText(type: unknown): string {
  const types = (Array.isArray(type) ? type : [type]).map(String).filter((name) => name !== 'null')
  return types.map((name) => typeNames[name] ?? name).join(' or ')
}

function quotingHint({ params, data }: ErrorObject): string {
  const type: unknown = params.type
  const wanted = (Array.isArray(type) ? type : [type]).map(String)
  if (wanted.includes('string')) {
    return typeof data === 'boolean' || typeof data === 'number' ? '; put it in quotes' : ''
  }
  if (typeof data !== 'string') return ''
  const isNumber = /^-?\d+(?:\.\d+)?$/.test(data)
  const fits = (isNumber && wanted.includes('number')) || (/^-?\d+$/.test(data) && wanted.includes('integer'))
  return fits || (/^(?:true|false)$/.test(data) && wanted.includes('boolean')) ? '; remove the quotes' : ''
}

/** Longer lists are not told in full. */
const shownValues = 12

function describeEnum({ params, data }: ErrorObject, path: readonly (string | number)[]): Expectation {
  const values: readonly unknown[] = Array.isArray(params.allowedValues) ? params.allowedValues : []
  const shown = values.slice(0, shownValues).map((value) => (value === '' ? '""' : `\`${String(value)}\``))
  const more = values.length > shownValues ? `, or one of ${values.length - shownValues} others` : ''
  const text = shown.length === 1 ? `be ${shown[0]}` : `be one of ${shown.join(', ')}${more}`
  const texts = values.filter((value) => typeof value === 'string' && value !== '')
  const isShown = typeof data === 'string' && showValue(data, path).startsWith('`')
  const near = isShown ? nearestMatch(data, texts.map(String)) : undefined
  return { text, hint: near === undefined ? '' : `; did you mean \`${near}\`?`, near }
}

function describeLimit({ keyword, params, parentSchema, message }: ErrorObject): string {
  const limit = String(params.limit)
  switch (keyword) {
    case 'pattern':
      return describePattern(String(params.pattern))
    case 'format':
      return formatNames.get(String(params.format)) ?? `be of the format ${String(params.format)}`
    case 'minLength':
      return limit === '1' ? 'not be empty' : `have at least ${limit} characters`
    case 'maxLength':
      return `have at most ${limit} characters`
    case 'minItems':
    case 'minProperties':
      return limit === '1' ? 'have an entry' : `have at least ${limit} entries`
    case 'maxItems':
    case 'maxProperties':
      return `have at most ${limit} ${limit === '1' ? 'entry' : 'entries'}`
    case 'minimum':
      return `be ${limit} or more`
    case 'maximum':
      return `be ${limit} or less`
    case 'exclusiveMinimum':
      return `be more than ${limit}`
    case 'exclusiveMaximum':
      return `be less than ${limit}`
    case 'multipleOf':
      return `be a multiple of ${String(parentSchema?.multipleOf)}`
    default:
      return message?.replace(/^must /, '') ?? 'be something else'
  }
}

const formatNames = new Map([
  ['datetime', 'be a date and time such as `2026-01-31T12:00:00Z`'],
  ['date', 'be a date such as `2026-01-31`'],
  ['ipv4', 'be an IPv4 address'],
  ['ipv6', 'be an IPv6 address'],
  ['cidr', 'be a network such as `10.0.0.0/16`'],
  ['uri', 'be a URI'],
  ['uuid', 'be a UUID'],
  ['hexcolor', 'be a color such as `#ffcc00`'],
])

/** Prefixes in words, the rest as it is. */
function describePattern(pattern: string): string {
  const [, list] = /^\^\(((?:[a-z+]+\|)*[a-z+]+)\):\/\/(?:\.\*\$?)?$/.exec(pattern) ?? []
  if (list === undefined) return `match \`${pattern.length > 120 ? `${pattern.slice(0, 119)}…` : pattern}\``
  return `begin with ${list
    .split('|')
    .map((scheme) => `\`${scheme}://\``)
    .join(' or ')}`
}
