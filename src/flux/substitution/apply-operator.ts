import { type ByteText, charactersOf, fromByteText, toByteText } from './byte-text.ts'
import { toLowerCharacter, toUpperCharacter } from './map-case.ts'
import { type Budget, spend } from './match-glob.ts'
import { trimGlob } from './trim-glob.ts'

/** The operators whose expressions have a meaning without the variable. */
const defaultOperators: ReadonlySet<string> = new Set(['=', ':=', ':-', ':+', ':?'])

/** Whether an operator names what stands in for a variable that is not there. */
export function isDefaultOperator(operator: string): boolean {
  return defaultOperators.has(operator)
}

/**
 * What an operator of an expression makes of a value. As in Flux, `:+` and `:?` are defaults like `:-`. Undefined for a
 * cut of a negative length, on which Flux panics.
 */
export function applyOperator(
  operator: string,
  value: ByteText,
  operands: readonly ByteText[],
  budget: Budget,
): ByteText | undefined {
  const [first, second] = operands
  switch (operator) {
    case '#':
    case '##':
    case '%':
    case '%%':
      return first === undefined ? String(value.length) : trimGlob(value, first, operator, budget)
    case ':':
      return cut(value, first, second)
    case ',':
      return mapFirst(value, toLowerCharacter)
    case ',,':
      return mapAll(value, toLowerCharacter)
    case '^':
      return mapFirst(value, toUpperCharacter)
    case '^^':
      return mapAll(value, toUpperCharacter)
    case '/':
      return replace(value, first ?? '', second ?? '', 1, budget)
    case '//':
      return replace(value, first ?? '', second ?? '', Number.POSITIVE_INFINITY, budget)
    case '/#':
      return second !== undefined && value.startsWith(first ?? '') ? second + value.slice((first ?? '').length) : value
    case '/%':
      return second !== undefined && value.endsWith(first ?? '')
        ? value.slice(0, value.length - (first ?? '').length) + second
        : value
    default:
      return value === '' ? operands.join('') : value
  }
}

const integer = /^[-+]?[0-9]+$/
const largest = 2n ** 63n - 1n

/** A number as Go's Atoi reads it. */
function readInteger(text: ByteText): bigint | undefined {
  if (text.length > 1000 || !integer.test(text)) return undefined
  const value = BigInt(text.replace('+', ''))
  return value > largest || value < -largest - 1n ? undefined : value
}

function cut(value: ByteText, offset: ByteText | undefined, length: ByteText | undefined): ByteText | undefined {
  const from = readInteger(offset ?? '')
  if (from === undefined) return value
  const size = BigInt(value.length)
  const start = from >= 0n ? from : from + size > 0n ? from + size : 0n
  if (length === undefined) return start < size ? value.slice(Number(start)) : ''
  const count = readInteger(length)
  if (count === undefined) return value
  const end = BigInt.asIntN(64, start + count)
  if (end >= size) return start < size ? value.slice(Number(start)) : ''
  return end < start ? undefined : value.slice(Number(start), Number(end))
}

function mapAll(value: ByteText, map: (character: string) => string): ByteText {
  return toByteText(Array.from(fromByteText(value) ?? '', map).join(''))
}

function mapFirst(value: ByteText, map: (character: string) => string): ByteText {
  const text = fromByteText(value) ?? ''
  const [first] = text
  return first === undefined ? value : toByteText(map(first) + text.slice(first.length))
}

/** As Go's strings.Replace: nothing is found before each character and at the end. */
function replace(value: ByteText, old: ByteText, by: ByteText, limit: number, budget: Budget): ByteText {
  const parts = old === '' ? ['', ...charactersOf(value), ''] : value.split(old)
  if (limit !== 1) {
    spend(budget, value.length + parts.length * (by.length + 1))
    return parts.join(by)
  }
  const at = value.indexOf(old)
  return at < 0 ? value : value.slice(0, at) + by + value.slice(at + old.length)
}
