import { findSyntaxProblems } from '../../yaml/go-yaml/find-syntax-problems.ts'
import { spanOf } from '../../yaml/span-of.ts'
import type { YamlDocument } from '../../yaml/yaml-document.ts'
import type { StreamPart } from './split-documents.ts'

/**
 * The documents of a whole stream, one for each of its parts: undefined where the stream has any problem, or a part is
 * not exactly one document with content, so that a part read on its own might be something else.
 */
export function pairDocuments(
  text: string,
  parts: readonly StreamPart[],
  documents: readonly YamlDocument[],
): readonly YamlDocument[] | undefined {
  // What stands before the first document, as in all that `flux bootstrap` writes, is none.
  const first = parts[0] !== undefined && onlyComments.test(parts[0].text) ? 1 : 0
  // Line breaks that are some to go-yaml only make other documents than are known.
  if (documents.length !== parts.length - first || /[\r\u0085\u2028\u2029]/.test(text)) return undefined
  const isPaired = parts.slice(first).every((part, index) => {
    const document = documents[index]
    if (document?.root === undefined || document.problems.length > 0) return false
    const { start, end } = spanOf(document.root)
    return start >= part.start && end <= part.start + part.text.length
  })
  return isPaired && findSyntaxProblems(text, documents, 'manifest').length === 0 ? documents : undefined
}

const onlyComments = /^(?:[ \t]*(?:#[^\n]*)?\n)*$/
