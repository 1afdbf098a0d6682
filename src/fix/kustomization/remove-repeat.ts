import type { Fixer } from '../fix.ts'
import { editableText } from '../text/editable-text.ts'
import { lineStart } from '../text/line-span.ts'
import { findItem } from './find-item.ts'

/** Mends the findings of `reference-repeated`: the second of two entries goes, unless that would lose a comment. */
export const removeRepeat: Fixer = (finding, repository) => {
  const { file, start } = finding.at
  const title = 'remove the repeated entry'
  const source = editableText(file, repository)
  if ('why' in source) return { title, why: source.why }
  const { text } = source
  const document = repository.files.get(file)?.documents.find(({ root }) => (root?.range?.[1] ?? 0) > start)
  const found = findItem(text, document?.root, start)
  const item = found?.list.items[found.index]
  const previous = found?.list.items[found.index - 1]
  if (found === undefined || item === undefined) return { title, why: 'the entry does not stand on lines of its own' }
  if (previous === undefined) return { title, why: 'it is the first entry of its list' }
  if (/(?:^|\s)#/.test(text.slice(item.start, item.end))) return { title, why: 'a comment would be lost' }
  const edit = found.list.isFlow
    ? { start: previous.textEnd, end: item.textEnd, text: '' }
    : { start: lineStart(text, item.textAt), end: item.end, text: '' }
  // At a key that a generator has already kustomize stops; any other entry brings nothing new.
  const effect = /^(?:files|envs?)$/i.test(found.field) ? 'mends' : 'nothing'
  return { finding, title, effect, isPoint: false, edits: new Map([[file, [edit]]]) }
}
