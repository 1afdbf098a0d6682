import type { SourceFile } from '../../model/source-file.ts'
import { entriesOf } from '../../yaml/entries-of.ts'
import { itemsOf } from '../../yaml/items-of.ts'
import { spanOf } from '../../yaml/span-of.ts'

/** How many entries of the lists under a field, which a kustomization file sets several times, the last list lacks. */
export function countLostEntries({ documents, text }: SourceFile, field: string): number {
  const [document] = documents
  if (document === undefined) return 0
  const lists = entriesOf(document, document.root)
    .filter(({ key }) => key === field)
    .map(({ value }) =>
      itemsOf(document, value).map((item) => {
        const { start, end } = spanOf(item)
        return text.slice(start, end).trim()
      }),
    )
  const kept = new Set(lists.at(-1))
  return new Set(lists.flat().filter((entry) => !kept.has(entry))).size
}
