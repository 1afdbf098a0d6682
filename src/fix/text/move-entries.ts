import type { Node } from 'yaml'
import { lineBreakOf } from '../../yaml/edit/line-break-of.ts'
import type { TextEdit } from '../../yaml/edit/text-edit.ts'
import { insertLines, removeLines } from './edit-lines.ts'
import type { Field, Item, List } from './field.ts'
import { lineEnd } from './line-span.ts'
import { readField } from './read-field.ts'
import { readList } from './read-list.ts'
import { shiftLines, writeItem } from './write-item.ts'

/** Which entries go where. */
export interface Move {
  readonly from: string
  readonly to: string
  /** Before or behind the entries that are there. */
  readonly place: 'first' | 'last'
  /** The field that each entry becomes, where it becomes a mapping; undefined leaves it as it is. */
  readonly wrap?: (item: Item) => string | undefined
}

/**
 * Moves all entries of one list of a mapping into another one, with their comments: the list is renamed where the other
 * one is missing. Returns why where that cannot be done as text.
 */
export function moveEntries(
  text: string,
  map: Node | undefined,
  { from, to, place, wrap }: Move,
): readonly TextEdit[] | { readonly why: string } {
  const source = readField(text, map, from)
  const target = readField(text, map, to)
  if (source === undefined) return { why: `there is no \`${from}\`` }
  if ('why' in source) return source
  if (target !== undefined && 'why' in target) return target
  const list = readList(text, source.value, lineEnd(text, source.keyLine))
  if ('why' in list) return { why: `\`${from}\` cannot be moved: ${list.why}` }
  const write = (column: number): string =>
    list.items.map((item) => writeItem(text, list, item, column, wrap?.(item))).join('')

  if (target === undefined) {
    if (wrap === undefined) return [renameKey(source, to)]
    const column = list.isFlow ? source.column + 2 : list.column
    const body = { start: lineEnd(text, source.keyLine), end: source.end }
    const head = list.isFlow ? [emptyValue(text, source)] : []
    return [renameKey(source, to), ...head, ...replaceLines(text, body, write(column))]
  }

  const removal = removeLines(text, source.start, source.end)
  const head = (column: number): string => {
    const lineBreak = lineBreakOf(text)
    const above = shiftLines(text.slice(source.start, source.keyLine), column - source.column, lineBreak)
    const beside = commentOf(text, source)
    return above + (beside === '' ? '' : `${' '.repeat(column)}${beside}${lineBreak}`)
  }
  if (target.value === undefined) {
    const column = target.column + 2
    return [insertLines(text, lineEnd(text, target.keyLine), head(column) + write(column)), removal]
  }
  const other = readList(text, target.value, lineEnd(text, target.keyLine))
  if ('why' in other) return { why: `\`${to}\` takes no further entries as text: ${other.why}` }
  if (other.isFlow) {
    if (wrap !== undefined || head(0) !== '') return { why: `\`${to}\` is a list in brackets` }
    const edit = insertIntoBrackets(text, list, other, place)
    return edit === undefined ? { why: `\`${to}\` is a list in brackets` } : [edit, removal]
  }
  const { column, items } = other
  const at = place === 'first' ? items[0]?.start : items.at(-1)?.end
  if (at === undefined) return { why: `\`${to}\` is a list without entries` }
  return [insertLines(text, at, head(column) + write(column)), removal]
}

function renameKey({ key }: Field, name: string): TextEdit {
  return { start: key.range?.[0] ?? 0, end: key.range?.[1] ?? 0, text: name }
}

/** Takes the list in brackets away from behind its key. */
function emptyValue(text: string, { key, value }: Field): TextEdit {
  const end = value?.range?.[1] ?? 0
  const start = (key.range?.[1] ?? 0) + text.slice(key.range?.[1] ?? 0, end).indexOf(':') + 1
  return { start, end, text: '' }
}

function replaceLines(
  text: string,
  { start, end }: { start: number; end: number },
  lines: string,
): readonly TextEdit[] {
  if (start >= end) return [insertLines(text, start, lines)]
  return [{ start, end, text: text[end - 1] === '\n' ? lines : lines.replace(/\r?\n$/, '') }]
}

/** The comment behind the key of a list in block style, or behind a list in brackets. */
function commentOf(text: string, { key, value, keyLine }: Field): string {
  const line = text.slice(key.range?.[1] ?? 0, lineEnd(text, keyLine))
  const isBeside = value !== undefined && (value.range?.[0] ?? 0) < lineEnd(text, keyLine)
  const rest = isBeside ? text.slice(value.range?.[1] ?? 0, lineEnd(text, keyLine)) : line.slice(line.indexOf(':') + 1)
  return /^\s*(#[^\r\n]*)/.exec(rest)?.[1]?.trimEnd() ?? ''
}

/** Inserts entries that are single words or quoted; undefined where others are among them, or comments. */
function insertIntoBrackets(text: string, list: List, other: List, place: Move['place']): TextEdit | undefined {
  const texts = list.items.map((item) => text.slice(item.textAt, item.textEnd))
  const hasComments = !list.isFlow && list.items.some(({ start, end }) => text.slice(start, end).includes('#'))
  if (hasComments || texts.some((one) => !/^(?:[\w./@:?=&%+-]+|'[^'\n]*'|"[^"\n]*")$/.test(one))) return undefined
  const [start, end] = other.node.range ?? [0, 0]
  if (other.items.length === 0) return { start, end, text: `[${texts.join(', ')}]` }
  const at = place === 'first' ? other.items[0]?.textAt : other.items.at(-1)?.textEnd
  if (at === undefined) return undefined
  return { start: at, end: at, text: place === 'first' ? `${texts.join(', ')}, ` : `, ${texts.join(', ')}` }
}
