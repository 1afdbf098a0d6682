import type { Cache } from '../../files/cache/cache.ts'
import type { ParseFile } from '../../model/source-file.ts'
import { decodeDocuments } from '../../yaml/kept/decode-documents.ts'
import { packDocuments, unpackDocuments } from '../../yaml/kept/document-pack.ts'
import { encodeDocuments } from '../../yaml/kept/encode-documents.ts'
import { parseYaml } from '../../yaml/parse-yaml.ts'
import type { YamlDocument } from '../../yaml/yaml-document.ts'
import { unsteady, type WatchedFiles } from './watched-files.ts'

/** Files that are parsed once for all runs. */
export interface ParsedFiles {
  /** Parses a file, unless an earlier run has parsed the same text. */
  readonly parse: ParseFile
  /** Keeps what was parsed, for the next run. */
  readonly keep: () => void
}

/**
 * Parses the files of a run with what earlier runs have parsed. Texts are known by the hashes of the contents that were
 * read; `root` says whose they are, as there is one piece for a repository: of those that the last run has parsed.
 */
export function openParsedFiles(cache: Cache, root: string, { contents }: WatchedFiles): ParsedFiles {
  const key = JSON.stringify(['documents', root])
  const pack = cache.readBytes(key)
  const earlier = pack === undefined ? new Map<string, Uint8Array>() : unpackDocuments(pack)
  const parsed = new Map<string, { readonly text: string; readonly documents: readonly YamlDocument[] }>()
  return {
    parse(path, text) {
      const hash = contents.get(path)
      if (hash === undefined || hash === unsteady) return parseYaml(text)
      const known = earlier.get(hash)
      const documents = parseYaml(text, known?.length ? () => decodeDocuments(known, text) : undefined)
      parsed.set(hash, { text, documents })
      return documents
    },
    keep() {
      if ([...parsed.keys()].every((hash) => earlier.has(hash))) return
      const encoded = [...parsed].map(([hash, { text, documents }]): [string, Uint8Array] => [
        hash,
        earlier.get(hash) ?? encodeDocuments(text, documents) ?? nothing,
      ])
      cache.writeBytes(key, packDocuments(new Map(encoded)))
    },
  }
}

/** For texts that have to be parsed by each run. */
const nothing = new Uint8Array()
