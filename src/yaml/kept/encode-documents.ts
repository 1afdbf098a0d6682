import { Alias, type Node, Pair, type Range, Scalar, YAMLMap, YAMLSeq } from 'yaml'
import { problemsByReader } from '../go-yaml/problems-by-reader.ts'
import type { YamlDocument } from '../yaml-document.ts'
import { type ByteWriter, createByteWriter } from './byte-writer.ts'
import {
  aliasText,
  hasReading,
  isFlow,
  kindBits,
  readers,
  scalarTypes,
  typeShift,
  unkeptNames,
  usualNames,
  writtenText,
} from './node-code.ts'
import { findReading } from './readings.ts'

/**
 * Documents as bytes, of which {@link decodeDocuments} makes the same documents with their text, many times faster than
 * parsing does, with the readers that are known to find nothing wrong with the text. What the text says is not in them,
 * only where; and nothing of comments, for which nobody asks. Undefined where something is broken or out of the ordinary,
 * such as tags, anchors and merge keys.
 */
export function encodeDocuments(text: string, documents: readonly YamlDocument[]): Uint8Array | undefined {
  const writer = createByteWriter()
  const encoder: Encoder = { text, writer, at: 0 }
  const found = problemsByReader(documents)
  writer.byte(readers.reduce((bits, reader, index) => bits | (found.get(reader)?.length === 0 ? 1 << index : 0), 0))
  writer.number(documents.length)
  const isWhole = documents.every(({ root, problems }) => problems.length === 0 && encodeNode(encoder, root ?? null))
  return isWhole ? writer.bytes() : undefined
}

interface Encoder {
  readonly text: string
  readonly writer: ByteWriter
  /** Where the node before begins, or ends if it is a scalar: the next one is close to it. */
  at: number
}

/** Writes a node with all that is in it, and returns false for one that is out of the ordinary. */
function encodeNode(encoder: Encoder, node: unknown): boolean {
  if (node === null) {
    encoder.writer.byte(kindBits.nothing)
    return true
  }
  if (node instanceof Scalar) return encodeScalar(encoder, node)
  if (node instanceof Alias) return encodeAlias(encoder, node)
  // Sets and the like are mappings too, of classes of their own.
  if (node instanceof YAMLMap && node.constructor === YAMLMap) return encodeMapping(encoder, node)
  if (node instanceof YAMLSeq && node.constructor === YAMLSeq) return encodeSequence(encoder, node)
  return false
}

function encodeScalar(encoder: Encoder, scalar: Scalar): boolean {
  const { range, source, value, type } = scalar
  const typeCode = scalarTypes.indexOf(type)
  if (range == null || source === undefined || value !== source || typeCode < 0 || !isUsual(scalar)) return false
  const { text, writer } = encoder
  const [start, end] = range
  const isWritten = writtenText(text, type, start, end) === source
  const reading = isWritten ? 0 : findReading(text, start, end, source)
  if (reading === undefined) return false
  begin(encoder, kindBits.scalar | (typeCode << typeShift) | (isWritten ? 0 : hasReading), range)
  if (!isWritten) writer.byte(reading)
  encoder.at = end
  return true
}

function encodeAlias(encoder: Encoder, alias: Alias): boolean {
  const { range, source } = alias
  if (range == null || !isUsual(alias) || aliasText(encoder.text, range[0], range[1]) !== source) return false
  begin(encoder, kindBits.alias, range)
  return true
}

function encodeMapping(encoder: Encoder, mapping: YAMLMap): boolean {
  if (mapping.range == null || !isUsual(mapping)) return false
  begin(encoder, kindBits.mapping | (mapping.flow === true ? isFlow : 0), mapping.range)
  encoder.writer.number(mapping.items.length)
  return mapping.items.every(
    (item) => item instanceof Pair && encodeNode(encoder, item.key) && encodeNode(encoder, item.value),
  )
}

function encodeSequence(encoder: Encoder, sequence: YAMLSeq): boolean {
  if (sequence.range == null || !isUsual(sequence)) return false
  begin(encoder, kindBits.sequence | (sequence.flow === true ? isFlow : 0), sequence.range)
  encoder.writer.number(sequence.items.length)
  return sequence.items.every((item) => encodeNode(encoder, item))
}

/** Writes what all nodes have. */
function begin(encoder: Encoder, code: number, [start, valueEnd, nodeEnd]: Range): void {
  const { writer } = encoder
  writer.byte(code)
  writer.signed(start - encoder.at)
  writer.number(valueEnd - start)
  writer.number(nodeEnd - valueEnd)
  encoder.at = start
}

/** Whether a node says nothing but what is encoded. */
function isUsual(node: Node): boolean {
  return Object.entries(node).every(
    ([name, value]) => value === undefined || usualNames.has(name) || unkeptNames.has(name),
  )
}
