import type { YamlDocument } from '../yaml-document.ts'
import type { Reader } from './reader.ts'
import type { SyntaxProblem } from './syntax-problem.ts'

/** What was found in the documents of a text so far: rules and builds ask the same of a file, and so does the next run. */
export function problemsByReader(documents: readonly YamlDocument[]): Map<Reader, readonly SyntaxProblem[]> {
  const byReader = known.get(documents) ?? new Map<Reader, readonly SyntaxProblem[]>()
  known.set(documents, byReader)
  return byReader
}

const known = new WeakMap<readonly YamlDocument[], Map<Reader, readonly SyntaxProblem[]>>()
