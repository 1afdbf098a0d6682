import type { KeptField } from '../../model/layout.ts'
import { applyEdits } from '../../yaml/edit/apply-edits.ts'
import { lineBreakOf } from '../../yaml/edit/line-break-of.ts'
import type { TextEdit } from '../../yaml/edit/text-edit.ts'
import { createInterner, type Interner } from '../merge/interner.ts'
import type { MergeNode } from '../merge/merge-node.ts'
import type { FileDocument } from '../merge/read-file.ts'
import { createExpander } from './create-expander.ts'
import { findOwnFields } from './find-own-fields.ts'
import type { KeptValue } from './kept-value.ts'
import type { OwnField } from './own-field.ts'
import { pairDocuments } from './pair-documents.ts'
import { putFields, type Writing } from './put-fields.ts'
import { readStream } from './read-stream.ts'
import { weighFields } from './weigh-fields.ts'

/** A file's two versions and what is declared the environment's own. */
export interface KeepInput {
  readonly source: string
  readonly target: string
  readonly fields: readonly KeptField[]
}

/** The source's text with the target's own fields. */
export interface KeptText {
  readonly text: string
  /** Fields whose value in the target is another than in the source. */
  readonly kept: readonly KeptValue[]
  /** Declarations that lead to something in the target. */
  readonly matched: readonly KeptField[]
  /** Fields that differ and cannot be put in, because of aliases or encryption: the text has the source's. */
  readonly unsafe: readonly KeptValue[]
}

/**
 * The source's text with the target's values in the declared fields; every other byte of it stays. Objects are told
 * apart by kind and name. A field that only the source has stays, and one that only the target has is put in; but not
 * part of an item of a list that the source does not have. Undefined where one of the texts is no YAML.
 *
 * What is returned has been read again: it says what the two say together, or everything that differs is unsafe.
 */
export function keepFields({ source, target, fields }: KeepInput): KeptText | undefined {
  if (fields.length === 0) return { text: source, kept: [], matched: [], unsafe: [] }
  const intern = createInterner()
  const [into, from] = [readStream(source, intern), readStream(target, intern)]
  if (into === undefined || from === undefined) return undefined
  const lineBreak = lineBreakOf(source)
  const hasAliases = into.hasAliases || from.hasAliases
  const expand = createExpander(into, from)
  const matched = new Set<KeptField>()
  const kept: KeptValue[] = []
  const unsafe: KeptValue[] = []
  const edits: TextEdit[] = []
  const expected = new Map<FileDocument, number>()
  for (const { source: mine, target: theirs } of pairDocuments(into, from)) {
    const meant = expand(theirs)
    const { own, matched: found } = findOwnFields(meant, fields)
    for (const field of found) matched.add(field)
    if (mine === undefined || own.inner.size + (own.sealed === undefined ? 0 : 1) === 0) continue
    const differing = new Set<OwnField>()
    const run: Writing = { intern, lineBreak, hasAliases, differing, unsafe: new Set() }
    const weigh = (): number | undefined =>
      weighFields({ intern, unsafe: run.unsafe, differing }, expand(mine), meant, own, '')
    weigh()
    for (const edit of putFields(run, mine.root, theirs.root, own, '')) edits.push(edit)
    expected.set(mine, weigh() ?? mine.root.id)
    for (const field of differing) (run.unsafe.has(field) ? unsafe : kept).push(nameField(meant, field))
  }
  const text = source === target ? source : apply(source, edits)
  const wanted = [...into.documents.values()].map((document) => expected.get(document) ?? expand(document).id)
  if (text !== undefined && isExpected(text, wanted, intern, hasAliases)) {
    return { text, kept, matched: [...matched], unsafe }
  }
  return { text: source, kept: [], matched: [...matched], unsafe: [...kept, ...unsafe] }
}

function apply(text: string, edits: readonly TextEdit[]): string | undefined {
  try {
    return applyEdits(text, edits)
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

/** Whether a text, read again, holds documents of these ids. */
function isExpected(text: string, wanted: readonly number[], intern: Interner, hasAliases: boolean): boolean {
  const file = readStream(text, intern)
  if (file === undefined) return false
  const expand = hasAliases ? createExpander(file) : (document: FileDocument): MergeNode => document.root
  return [...file.documents.values()].map((document) => expand(document).id).join() === wanted.join()
}

function nameField(root: MergeNode, { whole, sealed, path }: OwnField): KeptValue {
  const field = (node: MergeNode | undefined, key: string): MergeNode | undefined =>
    node?.slots.find((slot) => slot.key === key)?.value
  const [kind, name] = [field(root, 'kind')?.value, field(field(root, 'metadata'), 'name')?.value]
  const declaration = whole ?? sealed ?? { field: path, kind: undefined, name: undefined }
  const object = kind === undefined || name === undefined ? '' : `${kind} ${name}: `
  return { declaration, path: object + (whole === undefined ? declaration.field : path) }
}
