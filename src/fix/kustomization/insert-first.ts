import type { Node } from 'yaml'
import type { TextEdit } from '../../yaml/edit/text-edit.ts'
import { insertLines } from '../text/edit-lines.ts'
import { lineEnd } from '../text/line-span.ts'
import { readField } from '../text/read-field.ts'
import { readList } from '../text/read-list.ts'

/** Puts an entry before all others of `resources`, or says why not. The text needs no quotes. */
export function insertFirst(text: string, map: Node, entry: string): readonly TextEdit[] | { readonly why: string } {
  const field = readField(text, map, 'resources')
  if (field === undefined) return { why: 'there is no `resources`' }
  if ('why' in field) return field
  if (!/^[\w./-]+$/.test(entry)) return { why: `\`${entry}\` would need quotes` }
  const list = readList(text, field.value, lineEnd(text, field.keyLine))
  if ('why' in list) return { why: `\`resources\` takes no further entry as text: ${list.why}` }
  const [first] = list.items
  if (first === undefined) return { why: '`resources` is a list without entries' }
  if (list.isFlow) return [{ start: first.textAt, end: first.textAt, text: `${entry}, ` }]
  return [insertLines(text, first.start, `${' '.repeat(list.column)}- ${entry}`)]
}
