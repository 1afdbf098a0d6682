import { Alias, type Node, Pair, type Range, Scalar, YAMLMap, YAMLSeq } from 'yaml'
import { createYamlDocument } from '../create-yaml-document.ts'
import { problemsByReader } from '../go-yaml/problems-by-reader.ts'
import type { YamlDocument } from '../yaml-document.ts'
import { type ByteReader, createByteReader } from './byte-reader.ts'
import { aliasText, hasReading, isFlow, kindBits, readers, scalarTypes, typeShift, writtenText } from './node-code.ts'
import { readings } from './readings.ts'

/** The documents that {@link encodeDocuments} encoded, of the same text. */
export function decodeDocuments(bytes: Uint8Array, text: string): readonly YamlDocument[] {
  const reader = createByteReader(bytes)
  const decoder: Decoder = { text, reader, at: 0 }
  const soundFor = reader.byte()
  const documents = Array.from({ length: reader.number() }, (_, index) =>
    createYamlDocument(text, { index, root: decodeNode(decoder) ?? undefined, problems: [] }),
  )
  const found = problemsByReader(documents)
  for (const [index, each] of readers.entries()) if ((soundFor & (1 << index)) !== 0) found.set(each, [])
  return documents
}

interface Decoder {
  readonly text: string
  readonly reader: ByteReader
  /** As that of the encoder. */
  at: number
}

function decodeNode(decoder: Decoder): Node | null {
  const { reader, text } = decoder
  const code = reader.byte()
  const kind = code & kindBits.all
  if (kind === kindBits.nothing) return null
  const start = decoder.at + reader.signed()
  const valueEnd = start + reader.number()
  const range: Range = [start, valueEnd, valueEnd + reader.number()]
  decoder.at = start
  if (kind === kindBits.mapping) {
    const mapping = new YAMLMap()
    if ((code & isFlow) !== 0) mapping.flow = true
    mapping.range = range
    mapping.items = Array.from({ length: reader.number() }, () => new Pair(decodeNode(decoder), decodeNode(decoder)))
    return mapping
  }
  if (kind === kindBits.sequence) {
    const sequence = new YAMLSeq()
    if ((code & isFlow) !== 0) sequence.flow = true
    sequence.range = range
    sequence.items = Array.from({ length: reader.number() }, () => decodeNode(decoder))
    return sequence
  }
  if (kind === kindBits.alias) return Object.assign(new Alias(aliasText(text, start, valueEnd)), { range })
  const type = scalarTypes[(code & ~hasReading) >> typeShift]
  const reading = (code & hasReading) === 0 ? undefined : readings[reader.byte()]
  const source = reading?.(text, start, valueEnd) ?? writtenText(text, type, start, valueEnd)
  const scalar = new Scalar(source)
  scalar.range = range
  scalar.source = source
  if (type !== undefined) scalar.type = type
  decoder.at = valueEnd
  return scalar
}
