import type { Node } from 'yaml'
import { lineBreakOf } from '../../yaml/edit/line-break-of.ts'
import type { TextEdit } from '../../yaml/edit/text-edit.ts'
import { readField } from '../text/read-field.ts'

/** Turns `env` of a generator into a list with one entry. A generator that has `envs` too is left alone. */
export function replaceEnv(text: string, generator: Node): readonly TextEdit[] | { readonly why: string } {
  const field = readField(text, generator, 'env')
  if (field === undefined || 'why' in field) return field ?? { why: 'there is no `env`' }
  if (readField(text, generator, 'envs') !== undefined) return { why: 'the generator has `envs` as well' }
  const [start = 0] = field.key.range ?? []
  const [value = 0] = field.value?.range ?? []
  if (field.value === undefined || text.slice(start, value).includes('\n')) return { why: '`env` is not on one line' }
  return [{ start, end: value, text: `envs:${lineBreakOf(text)}${' '.repeat(field.column + 2)}- ` }]
}
