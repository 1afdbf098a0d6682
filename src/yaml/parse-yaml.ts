import { Composer, type Document, type Node, Parser } from 'yaml'
import { createYamlDocument } from './create-yaml-document.ts'
import { isTooDeep } from './is-too-deep.ts'
import { trimLists } from './trim-lists.ts'
import type { YamlDocument, YamlProblem } from './yaml-document.ts'

/**
 * Parses a YAML stream. Never throws: what is wrong stands in the documents' problems, and what could be read is kept.
 *
 * The failsafe schema keeps each scalar's text, because kustomize types scalars in its own way. Redefined anchors,
 * duplicate keys and unknown tags are no problems of syntax. `recall` makes the documents where they were parsed before.
 */
export function parseYaml(text: string, recall?: () => readonly YamlDocument[]): readonly YamlDocument[] {
  const known = shared.get(text)
  if (known !== undefined) return known
  const documents = recall?.() ?? parse(text)
  if (sharedLength + text.length > maximumShared) {
    shared.clear()
    sharedLength = 0
  }
  shared.set(text, documents)
  sharedLength += text.length
  return documents
}

/**
 * Every cluster has the same gotk-components.yaml, and two states of a repository share most files: the same text is
 * parsed once. Documents never change.
 */
const shared = new Map<string, readonly YamlDocument[]>()
let sharedLength = 0
/** Characters of all texts together. */
const maximumShared = 64 * 1024 * 1024

function parse(text: string): readonly YamlDocument[] {
  if (isTooDeep(text)) return [broken(text, { message: 'Collections are nested too deep', start: 0, end: 0 })]
  const documents: YamlDocument[] = []
  const composer = new Composer({ schema: 'failsafe', uniqueKeys: false, strict: false, version: '1.2', merge: true })
  try {
    for (const document of composer.compose(new Parser().parse(text)))
      documents.push(toYamlDocument(text, document, documents.length))
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    documents.push(broken(text, { message: 'Collections are nested too deep', start: 0, end: 0 }))
  }
  return documents
}

function broken(text: string, problem: YamlProblem): YamlDocument {
  return createYamlDocument(text, { index: 0, root: undefined, problems: [problem] })
}

function toYamlDocument(text: string, document: Document.Parsed | Document, index: number): YamlDocument {
  const problems = document.errors
    .filter((error) => !toleratedCodes.has(error.code))
    .map((error) => ({ message: plainMessage(error.message), start: error.pos[0], end: error.pos[1] }))
  const root = (document.contents ?? undefined) as Node | undefined
  trimLists(root)
  return createYamlDocument(text, { index, root, problems })
}

/** Reported by the parser, accepted by go-yaml. */
const toleratedCodes = new Set<string>(['DUPLICATE_KEY', 'TAG_RESOLVE_FAILED'])

function plainMessage(message: string): string {
  if (message.includes('call stack')) return 'Collections are nested too deep'
  return message.replace(/\s+at line \d+, column \d+:?[\s\S]*$/, '')
}
