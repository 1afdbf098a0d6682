import { lineBreakOf } from '../../yaml/edit/line-break-of.ts'
import { reindent } from '../../yaml/edit/reindent.ts'
import type { TextEdit } from '../../yaml/edit/text-edit.ts'
import type { Shower } from './create-shower.ts'
import type { Interner } from './interner.ts'
import { mayHoldSecret } from './may-hold-secret.ts'
import type { MergeNode } from './merge-node.ts'
import { mergeNodes } from './merge-nodes.ts'
import type { MergeChange, MergeConflict } from './merge-result.ts'
import type { MergeRun } from './merge-run.ts'
import { orderKeys } from './order-keys.ts'
import type { FileDocument, MergeFile } from './read-file.ts'

/** Three versions of a file. */
export interface MergeFiles {
  readonly base: MergeFile
  readonly source: MergeFile
  readonly target: MergeFile
  readonly show: Shower
}

/** What a merge of documents comes to: the edits of the target's text, and the ids of the merged documents' roots. */
export interface MergedDocuments {
  readonly edits: readonly TextEdit[]
  readonly conflicts: readonly MergeConflict[]
  readonly changes: readonly MergeChange[]
  readonly expected: ReadonlyMap<string, number>
}

/** Merges files document by document. With `expands`, by what aliases stand for; the edits are good for nothing then. */
export function mergeDocuments(files: MergeFiles, intern: Interner, expands = false): MergedDocuments {
  const { base, source, target } = nameAlike(files)
  const lineBreak = lineBreakOf(files.target.text)
  const isSecret = [files.base, files.source, files.target].some(({ text }) => mayHoldSecret(text))
  const [conflicts, changes, edits]: [MergeConflict[], MergeChange[], TextEdit[]] = [[], [], []]
  const expected = new Map<string, number>()
  const isSingle = [base, source, target].every((documents) => documents.size === 1)
  const rootOf = (document: FileDocument | undefined): MergeNode | undefined =>
    expands ? document?.expand() : document?.root
  const near = [...target.values()][0]?.root ?? nothing(files.target.text)
  let end: number | undefined
  for (const name of orderKeys({ base, source, target }, false)?.keys ?? []) {
    const [from, to] = [source.get(name), target.get(name)]
    const sides = { base: rootOf(base.get(name)), source: rootOf(from), target: rootOf(to) }
    const run: MergeRun = { intern, conflicts, changes, lineBreak, isSecret, show: files.show }
    const path = isSingle || name === 'document' ? '' : `${name}: `
    const outcome = mergeNodes(run, sides, path, '', near)
    if (outcome.kind === 'keep') {
      if (sides.target !== undefined) expected.set(name, sides.target.id)
    } else if (outcome.kind === 'edit') {
      expected.set(name, outcome.id)
      for (const edit of outcome.edits) edits.push(edit)
    } else {
      if (sides.source !== undefined) expected.set(name, sides.source.id)
      edits.push(writeDocument(files, from, to, end))
    }
    end = to?.part.end ?? end
  }
  return { edits, conflicts: conflicts.map(nameWhole), changes: changes.map(nameWhole), expected }
}

/** Files of one document each are compared whatever their objects are called. */
function nameAlike({
  base,
  source,
  target,
}: MergeFiles): Record<'base' | 'source' | 'target', ReadonlyMap<string, FileDocument>> {
  const [b, s, t] = [base.documents, source.documents, target.documents]
  if (b.size !== 1 || s.size !== 1 || t.size !== 1) return { base: b, source: s, target: t }
  const name = [...t.keys()][0] ?? ''
  const rename = (documents: typeof b): typeof b => new Map([...documents.values()].map((document) => [name, document]))
  return { base: rename(b), source: rename(s), target: t }
}

function nameWhole<T extends { readonly path: string }>(item: T): T {
  const path = item.path === '' ? 'the whole document' : item.path.replace(/: $/, '')
  return { ...item, path }
}

/** Replaces, adds or removes a whole document. `end` is where the document before it ends in the target. */
function writeDocument(
  { source, target }: MergeFiles,
  from: FileDocument | undefined,
  to: FileDocument | undefined,
  end: number | undefined,
): TextEdit {
  const lineBreak = lineBreakOf(target.text)
  if (from === undefined) return { start: to?.part.start ?? 0, end: to?.part.end ?? 0, text: '' }
  if (to !== undefined) {
    const { root } = from
    const isBare = root.properties === '' && to.root.properties === ''
    const span = isBare ? root : { ...from.part, end: root.end }
    const place = isBare ? to.root : { ...to.part, end: to.root.end }
    return { start: place.start, end: place.end, text: reindent(source.text.slice(span.start, span.end), 0, lineBreak) }
  }
  const written = reindent(source.text.slice(from.part.start, from.part.end), 0, lineBreak)
  const marked = (from.part.hasMarker ? '' : `---${lineBreak}`) + written
  const closed = marked.endsWith('\n') ? marked : marked + lineBreak
  if (target.documents.size === 0) return { start: target.text.length, end: target.text.length, text: closed }
  if (end === undefined) {
    const first = [...target.documents.values()][0]?.part
    const start = first?.start ?? 0
    return { start, end: start, text: closed + (first?.hasMarker === false ? `---${lineBreak}` : '') }
  }
  const isOpen = end === target.text.length && !target.text.endsWith('\n')
  return { start: end, end, text: isOpen ? lineBreak + closed.slice(0, -lineBreak.length) : closed }
}

function nothing(text: string): MergeNode {
  const place = { lead: 0, start: 0, end: 0, column: 0 }
  const shape = { isFlow: false, endsInBlock: false, isLiteral: false, value: undefined, slots: [] }
  return { kind: 'scalar', id: -1, properties: '', text, ...place, ...shape }
}
