import { isScalar } from 'yaml'
import { fieldOf } from '../../kustomize/field-of.ts'
import { findPrivateKeys } from '../../source/find-private-keys.ts'
import { entriesOf } from '../../yaml/entries-of.ts'
import { itemsOf } from '../../yaml/items-of.ts'
import { nodeAt } from '../../yaml/node-at.ts'
import { spanOf } from '../../yaml/span-of.ts'
import type { SourceFile } from '../source-file.ts'

/** A part of a text, as offsets. */
export interface Span {
  readonly start: number
  readonly end: number
}

/**
 * What of a file's text must never be printed: values of Secrets, literals of secret generators, private keys, and
 * values of keys that are named like credentials. Where a Secret cannot be parsed, the whole text.
 */
export function listSecretSpans(file: SourceFile): readonly Span[] {
  const isBroken = file.documents.some((document) => document.problems.length > 0)
  if (isBroken && /\bkind:\s*["']?Secret\b/.test(file.text)) return [{ start: 0, end: file.text.length }]
  const spans: Span[] = [...findPrivateKeys(file.text)]
  for (const { document, root, kind } of file.objects) {
    if (kind !== 'Secret') continue
    for (const field of ['data', 'stringData']) {
      for (const { value } of entriesOf(document, nodeAt(document, root, [field]))) {
        if (value !== undefined) spans.push(spanOf(value))
      }
    }
  }
  for (const document of file.documents) {
    for (const generator of itemsOf(document, fieldOf(document, document.root, 'secretGenerator')?.value)) {
      for (const literal of itemsOf(document, fieldOf(document, generator, 'literals')?.value)) {
        if (isScalar(literal)) spans.push(spanOf(literal))
      }
    }
  }
  for (const match of file.text.matchAll(credentials)) {
    const start = match.index + match[0].length - (match[1]?.length ?? 0)
    spans.push({ start, end: start + (match[1]?.length ?? 0) })
  }
  return spans
}

/** A key that ends like a credential, and its value on the same line. */
const credentials =
  /(?:password|passwd|passphrase|token|api[-_]?key|client[-_]?secret|private[-_]?key)["']?[ \t]*[:=][ \t]*([^\s].*)/gi
