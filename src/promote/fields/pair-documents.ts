import type { FileDocument, MergeFile } from '../merge/read-file.ts'

/** A document of the target with the source's of the same object, if there is one. */
export interface DocumentPair {
  readonly source: FileDocument | undefined
  readonly target: FileDocument
}

/**
 * The documents of the target with those of the source: by what their objects are called, else by what they are called
 * but for the namespace, where that is plain, and in files of one document by their kind.
 */
export function pairDocuments(source: MergeFile, target: MergeFile): readonly DocumentPair[] {
  const bare = new Map<string, number>()
  for (const names of [source.documents.keys(), target.documents.keys()]) {
    for (const name of names) bare.set(withoutNamespace(name), (bare.get(withoutNamespace(name)) ?? 0) + 1)
  }
  const byBareName = new Map([...source.documents].map(([name, document]) => [withoutNamespace(name), document]))
  const [only] = source.documents.size === 1 && target.documents.size === 1 ? source.documents.values() : []
  return [...target.documents].map(([name, document]) => {
    const alike = bare.get(withoutNamespace(name)) === 2 ? byBareName.get(withoutNamespace(name)) : undefined
    const isAlike = only !== undefined && kindOf(only) === kindOf(document)
    return { source: source.documents.get(name) ?? alike ?? (isAlike ? only : undefined), target: document }
  })
}

function withoutNamespace(name: string): string {
  return name.replace(/ [^/ ]*\//, ' ')
}

function kindOf({ root }: FileDocument): string | undefined {
  return root.slots.find(({ key }) => key === 'kind')?.value.value
}
