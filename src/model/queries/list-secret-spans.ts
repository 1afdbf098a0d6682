import { isScalar, type Node } from 'yaml'
import { fieldOf } from '../../kustomize/field-of.ts'
import { findPrivateKeys } from '../../source/find-private-keys.ts'
import { entriesOf } from '../../yaml/entries-of.ts'
import { itemsOf } from '../../yaml/items-of.ts'
import { nodeAt } from '../../yaml/node-at.ts'
import { spanOf } from '../../yaml/span-of.ts'
import type { YamlDocument } from '../../yaml/yaml-document.ts'
import type { SourceFile } from '../source-file.ts'

/** A part of a text, as offsets. */
export interface Span {
  readonly start: number
  readonly end: number
}

/**
 * What of a file's text must never be printed: values of Secrets, all but names in secret generators, private keys,
 * values of keys that are named like credentials, passwords in URLs. When in doubt it is masked: a mask too many costs
 * a look into the file, one too few costs the secret.
 */
export function listSecretSpans(file: SourceFile): readonly Span[] {
  let spans = known.get(file)
  if (spans === undefined) {
    spans = findSpans(file)
    known.set(file, spans)
  }
  return spans
}

const known = new WeakMap<SourceFile, readonly Span[]>()

function findSpans(file: SourceFile): readonly Span[] {
  const spans: Span[] = [...findPrivateKeys(file.text), ...credentialSpans(file.text)]
  for (const { document, root, kind } of file.objects) {
    if (kind !== 'Secret') continue
    for (const field of ['data', 'stringData']) {
      for (const { value } of entriesOf(document, nodeAt(document, root, [field]))) {
        if (value !== undefined) spans.push(spanOf(value))
      }
    }
  }
  for (const document of file.documents) spans.push(...generatorSpans(document), ...inlinePatchSpans(document))
  return [...spans, ...secretLines(file.text, endsAtDocument(file))]
}

/**
 * Whether a `---` surely begins another document: it does in YAML, even within a block or quotes. Where something is
 * broken it may be meant to be part of a value.
 */
function endsAtDocument({ isYaml, documents }: SourceFile): boolean {
  return isYaml && documents.every(({ problems }) => problems.length === 0)
}

/**
 * Patches that are written in one text, in quotes or as JSON, and speak of a Secret: the whole text, as its lines say
 * nothing of what in it is a value. Those in blocks are judged line by line.
 */
function inlinePatchSpans(document: YamlDocument): readonly Span[] {
  return ['patches', 'patchesJson6902', 'patchesStrategicMerge'].flatMap((field) =>
    itemsOf(document, fieldOf(document, document.root, field)?.value).flatMap((entry) => {
      const patch = isScalar(entry) ? entry : fieldOf(document, entry, 'patch')?.value
      if (!isScalar(patch)) return []
      const text = String(patch.value ?? '')
      const isLines = patch.type?.startsWith('BLOCK') === true && !/^\s*[[{]/.test(text)
      const target = fieldOf(document, fieldOf(document, entry, 'target')?.value, 'kind')?.value
      const isForSecret = isScalar(target) && /Secret/i.test(String(target.value))
      return !isLines && (isForSecret || /\bSecret\b|stringData|\/data\b/.test(text)) ? [spanOf(patch)] : []
    }),
  )
}

const knownFields = new Set(['name', 'namespace', 'behavior', 'type', 'files', 'envs', 'options'])

/** Every value of a secret generator but those of the fields that hold names and paths in their proper shape. */
function generatorSpans(document: YamlDocument): readonly Span[] {
  const generators = fieldOf(document, document.root, 'secretGenerator')?.value
  const list = itemsOf(document, generators)
  if (list.length === 0) return generators === undefined ? [] : [spanOf(generators)]
  return list.flatMap((generator) => {
    const entries = entriesOf(document, generator)
    if (entries.length === 0) return [spanOf(generator)]
    return entries.flatMap(({ key, value }) => (value === undefined || isProper(key, value) ? [] : [spanOf(value)]))
  })
}

function isProper(key: string, value: Node): boolean {
  if (!knownFields.has(key)) return false
  return key === 'files' || key === 'envs' || key === 'options' ? !isScalar(value) : isScalar(value)
}

/** Values after a key that ends like a credential, on its line, and passwords in URLs. */
function credentialSpans(text: string): readonly Span[] {
  const spans: Span[] = []
  for (const pattern of [credential, urlPassword]) {
    for (const match of text.matchAll(pattern)) {
      const length = match[1]?.length ?? 0
      const end = match.index + match[0].length - (pattern === urlPassword ? 1 : 0)
      spans.push({ start: end - length, end })
    }
  }
  return spans
}

const credential =
  /(?:password|passwd|passphrase|token|api[-_]?key|access[-_]?key|secret[-_]?key|client[-_]?secret|private[-_]?key)["']?[ \t]*[:=][ \t]*([^\s].*)/gi
const urlPassword = /\/\/[^/\s@:]{1,200}:([^/\s@]{1,2000})@/g

const blockCredential =
  /(?:password|passwd|passphrase|token|api[-_]?key|access[-_]?key|secret[-_]?key|client[-_]?secret|private[-_]?key)["']?[ \t]*:[ \t]*[|>]?[-+0-9]*[ \t]*$/i

/** Keys whose values tell nothing. */
const harmless =
  /^\s*(?:-\s+)?["']?(?:apiVersion|kind|metadata|name|namespace|type|op|path|target|labels|annotations|patch|patches|resources|-\s*\|-?)["']?\s*(?::|$)/

const documentStart = /^---(?=\s|$)/
/** The kind of the map that the line is in, rather than of one within it. */
const ownKind = /^\s*["']?kind["']?\s*:\s*["']?Secret\b/
const secretKind = /\bkind["']?\s*:\s*["']?Secret\b/

/**
 * The text speaks of a Secret in a way that need not be parsed as one: broken, in an inline patch, as an operation.
 * Then the values of all lines from there to a line that is indented less are masked, except those of harmless keys, and
 * those before it in the same map. With `endsAtDocument` the next document is another matter.
 */
function secretLines(text: string, endsAtDocument: boolean): readonly Span[] {
  const lines = readLines(text)
  const spans: Span[] = []
  let indent = -1
  let isValue = false
  let judged = 0
  for (const [index, { start, text: line, depth }] of lines.entries()) {
    if (depth >= 0) {
      const isNext = endsAtDocument && documentStart.test(line)
      if (indent >= 0 && (depth < indent || isNext)) {
        indent = -1
        isValue = false
      }
      if (isNext) judged = index
      if (indent < 0) {
        if (ownKind.test(line)) spans.push(...earlierValues(lines, index, judged))
        if (secretKind.test(line) || /\bstringData\b/.test(line)) indent = Math.max(0, depth - 2)
        else if (/\/stringData\b|\/data\//.test(line)) indent = depth
      }
      if (indent >= 0) {
        judged = index + 1
        if (isValue || !harmless.test(line)) {
          const colon = line.search(/:(?:\s|$)/)
          const from = isValue || colon < 0 ? depth : colon + 1
          if (from < line.length) spans.push({ start: start + from, end: start + line.length })
        }
      }
    }
    // A credential whose value begins on the next line.
    if (indent < 0 && blockCredential.test(line)) {
      indent = depth + 1
      isValue = true
    }
  }
  return spans
}

interface Line {
  /** As an offset. */
  readonly start: number
  readonly text: string
  /** How far it is indented; negative for a blank one. */
  readonly depth: number
}

function readLines(text: string): readonly Line[] {
  let start = 0
  return text.split('\n').map((line) => {
    const found = { start, text: line, depth: line.search(/\S/) }
    start += line.length + 1
    return found
  })
}

/** Values of the map that says only now that it is a Secret, back to the first line that is not judged yet. */
function earlierValues(lines: readonly Line[], at: number, judged: number): readonly Span[] {
  const depth = lines[at]?.depth ?? 0
  const spans: Span[] = []
  for (let index = at - 1; index >= judged; index -= 1) {
    const line = lines[index]
    if (line === undefined) break
    const isFirst = /^\s*-\s/.test(line.text) && line.depth < depth
    if (line.depth >= 0 && line.depth < depth && !isFirst) break
    if (line.depth >= 0 && !harmless.test(line.text) && !documentStart.test(line.text)) {
      const colon = line.text.search(/:(?:\s|$)/)
      const from = colon < 0 ? line.depth : colon + 1
      if (from < line.text.length) spans.push({ start: line.start + from, end: line.start + line.text.length })
    }
    if (isFirst) break
  }
  return spans
}
