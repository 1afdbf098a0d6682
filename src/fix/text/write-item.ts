import { isMap } from 'yaml'
import { lineBreakOf } from '../../yaml/edit/line-break-of.ts'
import { reindent } from '../../yaml/edit/reindent.ts'
import type { Item, List } from './field.ts'
import { lineEnd, lineStart } from './line-span.ts'

/**
 * The lines of an element as they stand in a list with its dashes in another column, comments included. With a key the
 * element becomes a mapping with that one field.
 */
export function writeItem(text: string, { isFlow }: List, item: Item, column: number, key?: string): string {
  const lineBreak = lineBreakOf(text)
  const dash = `${' '.repeat(column)}- ${key === undefined ? '' : `${key}: `}`
  if (isFlow) return dash + text.slice(item.textAt, item.textEnd) + lineBreak
  const line = lineStart(text, item.textAt)
  const comments = text.slice(item.start, line)
  const body = text.slice(item.textAt, item.end)
  const wanted = column + (key === undefined ? 2 : 4)
  const current = isMap(item.node) ? item.textAt - line : leastIndentation(body.slice(lineEnd(body, 0)))
  const shifted = shiftLines(comments, column - dashColumn(text, line), lineBreak)
  const written = dash + reindent(body, current === undefined ? 0 : wanted - current, lineBreak)
  return shifted + (written.endsWith(lineBreak) ? written : written + lineBreak)
}

/** Moves all lines by a number of columns. */
export function shiftLines(lines: string, by: number, lineBreak: string): string {
  return reindent(`\n${lines}`, by, lineBreak).slice(lineBreak.length)
}

function dashColumn(text: string, line: number): number {
  return /^ */.exec(text.slice(line, lineEnd(text, line)))?.[0].length ?? 0
}

/** Columns before the leftmost of some lines; undefined where there is none. */
function leastIndentation(lines: string): number | undefined {
  const filled = lines.split('\n').filter((line) => line.trim() !== '')
  return filled.length === 0 ? undefined : Math.min(...filled.map((line) => line.length - line.trimStart().length))
}
