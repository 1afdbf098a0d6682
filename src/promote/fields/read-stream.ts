import { parseYaml } from '../../yaml/parse-yaml.ts'
import type { Interner } from '../merge/interner.ts'
import { type FileDocument, type MergeFile, readFile } from '../merge/read-file.ts'
import { readTree } from '../merge/read-tree.ts'

/**
 * Reads a file as the merge does, and also one of a single document with directives or an end marker, which the merge
 * does not take apart. Undefined where it is no valid YAML, or a stream of several such documents.
 */
export function readStream(text: string, intern: Interner): MergeFile | undefined {
  const file = readFile(text, intern)
  if (file !== undefined) return file
  const documents = parseYaml(text)
  const [document, other] = documents.filter(({ root }) => root !== undefined)
  const isValid = documents.every(({ problems }) => problems.length === 0)
  if (!isValid || document?.root === undefined || other !== undefined) return undefined
  const { root } = document
  const tree = readTree(document, root, intern)
  const part = { start: 0, end: text.length, hasMarker: false }
  const read: FileDocument = { part, root: tree, expand: () => readTree(document, root, intern, true) }
  return { text, documents: new Map([['document', read]]), hasAliases: text.includes('*') }
}
