import { applyEdits } from '../../yaml/edit/apply-edits.ts'
import { createShower, type TextPart } from './create-shower.ts'
import { createInterner, type Interner } from './interner.ts'
import { mayHoldSecret } from './may-hold-secret.ts'
import { type MergedDocuments, type MergeFiles, mergeDocuments } from './merge-documents.ts'
import type { MergeResult, MergeTexts } from './merge-result.ts'
import { mergeText } from './merge-text.ts'
import { readFile } from './read-file.ts'

/**
 * Carries what the source changed since the base into the target's text, node by node, so that what the target changed
 * and every byte that is not concerned stay. Where lines alone lead to the same, they are merged by line, which carries
 * the source's comments as well. A text that is no YAML is merged by lines.
 *
 * What is returned has been read again: it says what the merge of the nodes says, or there is a conflict.
 */
export function mergeYaml(texts: MergeTexts): MergeResult {
  const { base, source, target } = texts
  if (source === target || source === base) return { text: target, conflicts: [], changes: [] }
  const intern = createInterner()
  const [b, s, t] = [readFile(base, intern), readFile(source, intern), readFile(target, intern)]
  if (b === undefined || s === undefined || t === undefined) return mergeText(texts)
  const files = { base: b, source: s, target: t, show: createShower(texts) }
  const merged = mergeDocuments(files, intern)
  if (merged.conflicts.length > 0) return { text: target, conflicts: merged.conflicts, changes: merged.changes }
  const meant = expandFiles(files, intern)
  if (typeof meant === 'string') return refuse(texts, meant)

  const byLines = target === base ? { text: source, conflicts: [] } : mergeText(texts)
  if (byLines.conflicts.length === 0 && isExpected(byLines.text, { merged, meant, intern })) {
    return { text: byLines.text, conflicts: [], changes: merged.changes }
  }
  const text = attempt(() => applyEdits(target, merged.edits))
  if (text !== undefined && isExpected(text, { merged, meant, intern }))
    return { text, conflicts: [], changes: merged.changes }
  return refuse(texts, 'The change cannot be put into the text of the target without writing it anew.')
}

/** What the documents come to with aliases resolved, where any has some; the reason where that cannot be said. */
function expandFiles(files: MergeFiles, intern: Interner): MergedDocuments | undefined | string {
  if (![files.base, files.source, files.target].some(({ hasAliases }) => hasAliases)) return undefined
  const meant = attempt(() => mergeDocuments(files, intern, true))
  if (meant === undefined) return 'The aliases expand to more than can be compared.'
  return meant.conflicts.length === 0 ? meant : 'Both sides changed what is shared through anchors and aliases.'
}

interface Expected {
  readonly merged: MergedDocuments
  readonly meant: MergedDocuments | undefined
  readonly intern: Interner
}

/** Whether a text, read again, is what the nodes were merged to. */
function isExpected(text: string, { merged, meant, intern }: Expected): boolean {
  const file = readFile(text, intern)
  if (file === undefined || file.documents.size !== merged.expected.size) return false
  const wanted = [...merged.expected.values()]
  const isSame = (ids: readonly number[], others: readonly number[]): boolean =>
    [...ids].sort().join() === [...others].sort().join()
  const documents = [...file.documents.values()]
  if (
    !isSame(
      documents.map(({ root }) => root.id),
      wanted,
    )
  )
    return false
  if (meant === undefined) return true
  const ids = attempt(() => documents.map(({ expand }) => expand().id))
  return ids !== undefined && isSame(ids, [...meant.expected.values()])
}

function attempt<T>(act: () => T): T | undefined {
  try {
    return act()
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

function refuse(texts: MergeTexts, reason: string): MergeResult {
  const { base, source, target } = texts
  const at = { start: 0, end: target.length }
  const isSecret = [base, source, target].some(mayHoldSecret)
  const whole = (text: string): TextPart => ({ text, start: 0, end: text.length })
  const sides = createShower(texts)({ base: whole(base), source: whole(source), target: whole(target) }, isSecret)
  return { text: target, conflicts: [{ path: 'the whole file', at, reason, ...sides }], changes: [] }
}
