import { type Alias, Composer, type Document, isAlias, isCollection, isPair, type Node, Parser } from 'yaml'
import { isTooDeep } from './is-too-deep.ts'
import type { YamlDocument, YamlProblem } from './yaml-document.ts'

/**
 * Parses a YAML stream. Never throws: what is wrong stands in the documents' problems, and what could be read is kept.
 *
 * The failsafe schema keeps each scalar's text, because kustomize types scalars in its own way. Redefined anchors,
 * duplicate keys and unknown tags are no problems of syntax.
 */
export function parseYaml(text: string): readonly YamlDocument[] {
  const known = shared.get(text)
  if (known !== undefined) return known
  const documents = parse(text)
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
  return { index: 0, text, root: undefined, problems: [problem], resolveAlias: () => undefined }
}

function toYamlDocument(text: string, document: Document.Parsed | Document, index: number): YamlDocument {
  let targets: Map<Alias, Node> | undefined
  const root = (document.contents ?? undefined) as Node | undefined
  const problems = document.errors
    .filter((error) => !toleratedCodes.has(error.code))
    .map((error) => ({ message: plainMessage(error.message), start: error.pos[0], end: error.pos[1] }))
  return {
    index,
    text,
    root: isEmptyRoot(root) ? undefined : root,
    problems,
    resolveAlias(alias) {
      targets ??= indexAliases(root)
      return targets.get(alias)
    },
  }
}

/** Reported by the parser, accepted by go-yaml. */
const toleratedCodes = new Set<string>(['DUPLICATE_KEY', 'TAG_RESOLVE_FAILED'])

function plainMessage(message: string): string {
  if (message.includes('call stack')) return 'Collections are nested too deep'
  return message.replace(/\s+at line \d+, column \d+:?[\s\S]*$/, '')
}

function isEmptyRoot(root: Node | undefined): boolean {
  return root === undefined || ('source' in root && root.source === '' && !('type' in root && isQuoted(root.type)))
}

function isQuoted(type: unknown): boolean {
  return type === 'QUOTE_DOUBLE' || type === 'QUOTE_SINGLE'
}

/** One walk in document order; the library's own `alias.resolve` walks the document once per alias. */
function indexAliases(root: Node | undefined): Map<Alias, Node> {
  const anchors = new Map<string, Node>()
  const targets = new Map<Alias, Node>()
  const walk = (node: unknown): void => {
    if (isPair(node)) {
      walk(node.key)
      walk(node.value)
    } else if (isAlias(node)) {
      const target = anchors.get(node.source)
      if (target !== undefined) targets.set(node, target)
    } else if (typeof node === 'object' && node !== null) {
      const anchor = (node as { anchor?: string }).anchor
      if (anchor !== undefined) anchors.set(anchor, node as Node)
      if (isCollection(node)) for (const item of node.items) walk(item)
    }
  }
  walk(root)
  return targets
}
