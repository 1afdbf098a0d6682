import type { Location } from '../../source/location.ts'
import { BuildError } from '../build-error.ts'
import type { SelectorPart } from './selector.ts'

type Labels = ReadonlyMap<string, string>

/** Whether labels (or annotations) satisfy a selector such as `app=web,tier in (a, b),!old`. */
export function matchesLabelSelector(labels: Labels, selector: SelectorPart): boolean {
  return parseLabelSelector(selector)(labels)
}

/**
 * Parses a label selector to a test of labels (labels.Parse of Kubernetes 1.19, as kyaml has it). An empty one is true of
 * all. A BuildError `invalid-label-selector` at the selector's location where it cannot be parsed.
 */
export function parseLabelSelector({ text, at }: SelectorPart): (labels: Labels) => boolean {
  const tokens: TokenQueue = { text, at, list: scan(text), position: 0 }
  const requirements: ((labels: Labels) => boolean)[] = []
  while (peek(tokens, 'value').type !== 'end') {
    requirements.push(readRequirement(tokens))
    const separator = take(tokens, 'value')
    if (separator.type === 'end') break
    if (separator.type !== ',') throw unexpected(tokens, separator, '`,` or the end')
    const next = peek(tokens, 'value')
    if (next.type !== 'word' && next.type !== '!') throw unexpected(tokens, next, 'a key after `,`')
  }
  return (labels) => requirements.every((isMet) => isMet(labels))
}

interface Token {
  readonly type: 'end' | 'word' | ')' | ',' | '!' | '==' | '=' | '>' | '<' | '!=' | '(' | 'in' | 'notin'
  readonly text: string
}

interface TokenQueue {
  readonly text: string
  readonly at: Location | undefined
  readonly list: readonly Token[]
  position: number
}

function scan(text: string): readonly Token[] {
  const tokens: Token[] = []
  for (const [found] of text.matchAll(/==|!=|[=!(),><]|[^=!(),>< \t\r\n]+/g))
    tokens.push({ type: typeOf(found), text: found })
  return [...tokens, { type: 'end', text: '' }]
}

const types = [')', ',', '!', '==', '=', '>', '<', '!=', '(', 'in', 'notin'] as const

function typeOf(text: string): Token['type'] {
  return types.find((type) => type === text) ?? 'word'
}

/** `in` and `notin` are operators only behind a key. */
function peek({ list, position }: TokenQueue, context: 'operator' | 'value'): Token {
  const token = list[position] ?? { type: 'end', text: '' }
  const isWord = context === 'value' && (token.type === 'in' || token.type === 'notin')
  return isWord ? { type: 'word', text: token.text } : token
}

function take(tokens: TokenQueue, context: 'operator' | 'value'): Token {
  const token = peek(tokens, context)
  tokens.position += 1
  return token
}

function readRequirement(tokens: TokenQueue): (labels: Labels) => boolean {
  let token = take(tokens, 'value')
  const isNegated = token.type === '!'
  if (isNegated) token = take(tokens, 'value')
  if (token.type !== 'word') throw unexpected(tokens, token, 'a key')
  const key = checkKey(tokens, token.text)
  if (isNegated) return (labels) => !labels.has(key)
  const next = peek(tokens, 'value').type
  if (next === 'end' || next === ',') return (labels) => labels.has(key)
  const operator = take(tokens, 'operator')
  switch (operator.type) {
    case 'in':
    case 'notin': {
      const values = checkValues(tokens, readValues(tokens))
      const isIn = operator.type === 'in'
      return (labels) => {
        const value = labels.get(key)
        return value === undefined ? !isIn : values.has(value) === isIn
      }
    }
    case '=':
    case '==':
    case '!=': {
      const [wanted = ''] = checkValues(tokens, new Set([readValue(tokens)]))
      const isEqual = operator.type !== '!='
      return (labels) => {
        const value = labels.get(key)
        return value === undefined ? !isEqual : (value === wanted) === isEqual
      }
    }
    case '>':
    case '<': {
      const text = readValue(tokens)
      const limit = toInteger(text)
      if (limit === undefined)
        throw invalid(tokens, `\`${operator.type}\` compares with a whole number, not \`${text}\``)
      checkValues(tokens, new Set([text]))
      const isGreater = operator.type === '>'
      return (labels) => {
        const value = toInteger(labels.get(key) ?? '')
        return value !== undefined && (isGreater ? value > limit : value < limit)
      }
    }
    default:
      throw unexpected(tokens, operator, '`=`, `==`, `!=`, `in`, `notin`, `>` or `<`')
  }
}

/** A value may be empty: `a=`. */
function readValue(tokens: TokenQueue): string {
  const next = peek(tokens, 'value')
  if (next.type === 'end' || next.type === ',') return ''
  const token = take(tokens, 'value')
  if (token.type !== 'word') throw unexpected(tokens, token, 'a value')
  return token.text
}

/** The values in parentheses. Empty ones count: `(a,)` has two, `()` has one. */
function readValues(tokens: TokenQueue): Set<string> {
  const open = take(tokens, 'value')
  if (open.type !== '(') throw unexpected(tokens, open, '`(`')
  const values = new Set<string>()
  if (peek(tokens, 'value').type === ')') {
    take(tokens, 'value')
    return values.add('')
  }
  for (;;) {
    const token = take(tokens, 'value')
    const next = peek(tokens, 'value')
    if (token.type === 'word') {
      values.add(token.text)
      if (next.type !== ',' && next.type !== ')') throw unexpected(tokens, next, '`,` or `)`')
    } else if (token.type === ',') {
      if (values.size === 0) values.add('')
      if (next.type === ',') take(tokens, 'value')
      if (next.type === ',' || next.type === ')') values.add('')
    } else {
      throw unexpected(tokens, token, '`,` or a value')
    }
    if (next.type === ')') {
      take(tokens, 'value')
      return values
    }
  }
}

const name = /^(?:[A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/
const subdomain = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/

function checkKey(tokens: TokenQueue, key: string): string {
  const parts = key.split('/')
  const last = parts.at(-1) ?? ''
  const isPrefixValid = parts.length < 2 || ((parts[0] ?? '').length <= 253 && subdomain.test(parts[0] ?? ''))
  if (parts.length > 2 || !isPrefixValid || last.length > 63 || !name.test(last)) {
    throw invalid(tokens, `\`${key}\` is no key of a label`)
  }
  return key
}

function checkValues(tokens: TokenQueue, values: Set<string>): Set<string> {
  for (const value of values) {
    if (value === '' || (value.length <= 63 && name.test(value))) continue
    throw invalid(tokens, `\`${value}\` is no value of a label`)
  }
  return values
}

function toInteger(text: string): bigint | undefined {
  if (!/^[-+]?\d{1,100}$/.test(text)) return undefined
  const value = BigInt(text.replace(/^\+/, ''))
  return value >= -(2n ** 63n) && value < 2n ** 63n ? value : undefined
}

function unexpected(tokens: TokenQueue, { type, text }: Token, expected: string): BuildError {
  return invalid(tokens, `found ${type === 'end' ? 'the end' : `\`${text}\``} instead of ${expected}`)
}

function invalid({ text, at }: TokenQueue, reason: string): BuildError {
  return new BuildError({
    code: 'invalid-label-selector',
    message: `the label selector \`${text}\` is invalid: ${reason}`,
    help: 'Write `key=value`, `key!=value`, `key in (a, b)`, `key notin (a)`, `key` or `!key`, separated by commas.',
    at,
  })
}
