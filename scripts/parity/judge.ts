import { isDeepStrictEqual } from 'node:util'
import { parseAllDocuments } from 'yaml'
import type { Outcome } from './parity-case.ts'

export type Verdict =
  | 'equal bytes'
  | 'both fail'
  | 'equal meaning'
  | 'other output'
  | 'only we fail'
  | 'only kustomize fails'
  | 'crash'

/** What two builds of the same case are to each other, and a short text that tells differences of one kind from others. */
export interface Judgement {
  readonly verdict: Verdict
  readonly signature: string
}

/** Compares our own build with the one of kustomize. */
export function judge(own: Outcome, real: Outcome): Judgement {
  if ('error' in own && own.crash) return judged('crash', withoutNames(own.error.split('\n')[0] ?? ''))
  if ('error' in own) {
    if ('error' in real) return judged('both fail', '')
    return judged('only we fail', withoutNames(own.error))
  }
  if ('error' in real) return judged('only kustomize fails', withoutNames(causeOf(real.error)))
  if (own.text === real.text) return judged('equal bytes', '')
  const path = firstDifferentPath(own.text, real.text)
  if (path === undefined) return judged('equal meaning', firstDifferentLine(own.text, real.text))
  return judged('other output', path)
}

/** Whether nothing is to be reported. */
export function isAgreement({ verdict }: Judgement): boolean {
  return verdict === 'equal bytes' || verdict === 'both fail'
}

function judged(verdict: Verdict, signature: string): Judgement {
  return { verdict, signature: signature.slice(0, 160) }
}

/** The innermost of the errors that kustomize has wrapped into each other. */
function causeOf(error: string): string {
  const wrapped = error.slice(Math.max(0, error.lastIndexOf('Error: ')))
  return wrapped
    .replace(/ in File: \S+$/, '')
    .replace(/.*(?:accumulating|accumulation|recursed)[^:]*: /s, '')
    .trim()
}

function withoutNames(message: string): string {
  return message
    .replace(/`[^`]*`|'[^']*'|"[^"]*"/g, '_')
    .replace(/\S*\/\S*/g, '_')
    .replace(/\([^()]*:\d+\)$/, '')
    .replace(/\d+/g, '0')
}

/** The first field that differs in what is meant; none where only the writing does. */
function firstDifferentPath(own: string, real: string): string | undefined {
  const read = (text: string): unknown[] => parseAllDocuments(text).map((each) => each.toJS({ maxAliasCount: -1 }))
  try {
    const [ours, theirs] = [read(own), read(real)]
    if (isDeepStrictEqual(ours, theirs)) return undefined
    if (ours.length !== theirs.length) return 'number of objects'
    const index = ours.findIndex((each, at) => !isDeepStrictEqual(each, theirs[at]))
    const [left, right] = [ours[index], theirs[index]]
    if (identityOf(left) !== identityOf(right)) return 'order or names of objects'
    const path = describePath(left, right)
    // Texts that come out wrong do so anywhere.
    return path.includes('(text with')
      ? path.slice(path.indexOf('(text '))
      : `${identityOf(left).split(' ')[0]} ${path}`
  } catch {
    return 'output cannot be read'
  }
}

function identityOf(value: unknown): string {
  const field = (from: unknown, key: string): unknown =>
    typeof from === 'object' && from !== null ? new Map(Object.entries(from)).get(key) : undefined
  return `${field(value, 'kind')} ${field(field(value, 'metadata'), 'name')}`
}

function describePath(own: unknown, real: unknown): string {
  if (typeof own === 'string' && typeof real === 'string') return `(text ${describeText(own, real)})`
  if (typeof own !== 'object' || typeof real !== 'object' || own === null || real === null) {
    return `(${typeOf(own)} for ${typeOf(real)})`
  }
  const [ours, theirs] = [new Map(Object.entries(own)), new Map(Object.entries(real))]
  if (Array.isArray(own) && Array.isArray(real) && own.length !== real.length) return '(number of items)'
  for (const key of new Set([...ours.keys(), ...theirs.keys()])) {
    const step = Array.isArray(own) ? '[]' : `.${key}`
    if (!ours.has(key)) return `${step} (missing)`
    if (!theirs.has(key)) return `${step} (too much)`
    const [left, right] = [ours.get(key), theirs.get(key)]
    if (!isDeepStrictEqual(left, right)) return `${step}${describePath(left, right)}`
  }
  return ''
}

function describeText(own: string, real: string): string {
  if (own.replaceAll('\n', '') === real.replaceAll('\n', '')) return 'with other line breaks'
  if (own.replaceAll(/\s/g, '') === real.replaceAll(/\s/g, '')) return 'with other white space'
  return 'of other words'
}

function typeOf(value: unknown): string {
  if (value === null) return 'null'
  return Array.isArray(value) ? 'list' : typeof value
}

function firstDifferentLine(own: string, real: string): string {
  const theirs = real.split('\n')
  const line = own.split('\n').find((each, index) => each !== theirs[index]) ?? ''
  return line.trim().replace(/\w+/g, 'x').slice(0, 30)
}
