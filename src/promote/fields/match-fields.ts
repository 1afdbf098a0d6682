import type { KeptField } from '../../model/layout.ts'
import { createInterner } from '../merge/interner.ts'
import { createExpander } from './create-expander.ts'
import { findOwnFields } from './find-own-fields.ts'
import { readStream } from './read-stream.ts'

/** The declarations that lead to something in a text; none in one that is no YAML. */
export function matchFields(text: string, fields: readonly KeptField[]): readonly KeptField[] {
  const file = readStream(text, createInterner())
  if (file === undefined) return []
  const expand = createExpander(file)
  const found = new Set([...file.documents.values()].flatMap((one) => findOwnFields(expand(one), fields).matched))
  return fields.filter((field) => found.has(field))
}
