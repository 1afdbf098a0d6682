import { alignItems } from '../model/diff/align-items.ts'
import { emitYaml } from '../yaml/emit-yaml.ts'
import type { JsonValue } from '../yaml/json-value.ts'
import type { FieldReport, FieldSideReport } from './diff-report.ts'
import { showText } from './show-value.ts'
import { toPrintable } from './to-printable.ts'

/** A line of a difference as it is printed. */
export interface DiffLine {
  readonly sign: '-' | '+' | ' '
  readonly text: string
}

/** A field that differs: in one line, or with the lines of a longer text. */
export interface FieldLines {
  /** Behind the path of the field; empty where the lines tell it. */
  readonly summary: string
  readonly lines: readonly DiffLine[]
}

/** Lines of one field that are shown. */
const maximumLines = 40
/** Equal lines around what differs. */
const context = 2

/** How a field differs, fit to be read. */
export function listDiffLines({ change, secret, before, after }: FieldReport): FieldLines {
  if (secret) {
    const words = { added: 'added', removed: 'removed', changed: 'changed', order: 'changed' } as const
    return { summary: `${words[change]} (a secret, not shown)`, lines: [] }
  }
  if (change === 'order') {
    return { summary: `another order: ${listNames(before)} → ${listNames(after)}`, lines: [] }
  }
  const texts = [before, after].map((side) => (side === null ? undefined : toText(side.value)))
  const isShort = texts.every((text) => text === undefined || !text.trimEnd().includes('\n'))
  const isPlain = [before, after].every((side) => side === null || !isFilled(side.value))
  if (isShort && isPlain) {
    const [old, now] = [before, after].map((side) => (side === null ? '' : showScalar(side.value)))
    if (before === null) return { summary: `added: ${now}`, lines: [] }
    return { summary: after === null ? `removed: ${old}` : `${old} → ${now}`, lines: [] }
  }
  const word = before === null ? 'added' : after === null ? 'removed' : ''
  return { summary: word, lines: compareLines(texts[0] ?? '', texts[1] ?? '') }
}

function listNames(side: FieldSideReport | null): string {
  return Array.isArray(side?.value) ? side.value.map((name) => showText(String(name))).join(', ') : ''
}

/** Whether a value is a map or list with something in it. */
function isFilled(value: JsonValue): boolean {
  return value instanceof Map ? value.size > 0 : Array.isArray(value) && value.length > 0
}

function toText(value: JsonValue): string {
  if (typeof value === 'string') return value
  try {
    return emitYaml(value)
  } catch (error) {
    if (error instanceof RangeError) return '(cannot be printed)\n'
    throw error
  }
}

function showScalar(value: JsonValue): string {
  if (typeof value === 'string') return value === '' || /^\s|\s$/.test(value) ? JSON.stringify(value) : quoted(value)
  return toPrintable(toText(value).trimEnd())
}

/** A text that looks like something else is told from it by its quotes. */
function quoted(value: string): string {
  const shown = toPrintable(value)
  return toText(value) !== value || /^["']/.test(emitYaml(value)) ? `"${shown}"` : shown
}

function compareLines(before: string, after: string): readonly DiffLine[] {
  const old = splitLines(before)
  const now = splitLines(after)
  const all = alignItems(old, now).map(({ before: first, after: second }): DiffLine => {
    if (second === undefined) return { sign: '-', text: toPrintable(old[first ?? 0] ?? '') }
    return { sign: first === undefined ? '+' : ' ', text: toPrintable(now[second] ?? '') }
  })
  const near = new Set<number>()
  for (const [index, { sign }] of all.entries()) {
    if (sign === ' ') continue
    for (let at = index - context; at <= index + context; at += 1) near.add(at)
  }
  const lines: DiffLine[] = []
  for (const [index, line] of all.entries()) {
    if (!near.has(index)) continue
    if (index > 0 && !near.has(index - 1)) lines.push({ sign: ' ', text: '…' })
    if (lines.length >= maximumLines) {
      const left = [...near].filter((at) => at >= index && at < all.length).length
      return [...lines, { sign: ' ', text: `… ${left} more ${left === 1 ? 'line' : 'lines'}` }]
    }
    lines.push(line)
  }
  return lines
}

function splitLines(text: string): readonly string[] {
  return text === '' ? [] : text.replace(/\n$/, '').split('\n')
}
