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
  return [...spans, ...secretLines(file.text)]
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

/**
 * The text speaks of a Secret in a way that need not be parsed as one: broken, in an inline patch, as an operation.
 * Then the values of all lines from there to a line that is indented less are masked, except those of harmless keys.
 */
function secretLines(text: string): readonly Span[] {
  const spans: Span[] = []
  let indent = -1
  let isValue = false
  let offset = 0
  for (const line of text.split('\n')) {
    const depth = line.search(/\S/)
    if (depth >= 0) {
      if (indent >= 0 && depth < indent) {
        indent = -1
        isValue = false
      }
      if (/\bkind["']?\s*:\s*["']?Secret\b|\bstringData\b/.test(line) && indent < 0) indent = Math.max(0, depth - 2)
      if (/\/stringData\b|\/data\//.test(line) && indent < 0) indent = depth
      if (indent >= 0 && (isValue || !harmless.test(line))) {
        const colon = line.search(/:(?:\s|$)/)
        const start = isValue || colon < 0 ? depth : colon + 1
        if (start < line.length) spans.push({ start: offset + start, end: offset + line.length })
      }
    }
    // A credential whose value begins on the next line.
    if (indent < 0 && blockCredential.test(line)) {
      indent = depth + 1
      isValue = true
    }
    offset += line.length + 1
  }
  return spans
}
