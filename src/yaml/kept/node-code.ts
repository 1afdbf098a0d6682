import type { Scalar } from 'yaml'
import type { Reader } from '../go-yaml/reader.ts'

/** Who may find nothing wrong with a text: a bit for each. */
export const readers = ['kustomization', 'manifest', 'other'] as const satisfies readonly Reader[]

/** What a node begins with, as the lowest three bits of its first byte. */
export const kindBits = { nothing: 0, scalar: 1, mapping: 2, sequence: 3, alias: 4, all: 7 } as const

/** A bit of the first byte of a collection: it is written in brackets or braces. */
export const isFlow = 8

/** Bits of the first byte of a scalar: how it is written, by its place in {@link scalarTypes}. */
export const typeShift = 4

/** A bit of the first byte of a scalar: how to read it follows, as what it says does not stand in the text like that. */
export const hasReading = 128

/** How scalars are written; the first is for those of which the parser does not say it. */
export const scalarTypes = [
  undefined,
  'PLAIN',
  'QUOTE_DOUBLE',
  'QUOTE_SINGLE',
  'BLOCK_LITERAL',
  'BLOCK_FOLDED',
] as const satisfies readonly (Scalar.Type | undefined)[]

/** The properties that are encoded. Names of tags and anchors are none of them: a password may well begin with `!` or `&`. */
export const usualNames: ReadonlySet<string> = new Set(['flow', 'items', 'range', 'source', 'type', 'value'])

/** Properties that are not kept. */
export const unkeptNames: ReadonlySet<string> = new Set(['comment', 'commentBefore', 'spaceBefore'])

/** What a scalar says where nothing is escaped or folded: the text between its quotes, if it has any. */
export function writtenText(text: string, type: Scalar['type'], start: number, end: number): string {
  const isQuoted = type === 'QUOTE_DOUBLE' || type === 'QUOTE_SINGLE'
  return isQuoted ? text.slice(start + 1, end - 1) : text.slice(start, end)
}

/** The name that an alias says, behind its asterisk. */
export function aliasText(text: string, start: number, end: number): string {
  return text.slice(start + 1, end)
}
