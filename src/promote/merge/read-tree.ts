import { isAlias, isMap, isScalar, isSeq, type Node, type Scalar, type YAMLMap, type YAMLSeq } from 'yaml'
import { entriesOf } from '../../yaml/entries-of.ts'
import { spanOf } from '../../yaml/span-of.ts'
import type { YamlDocument } from '../../yaml/yaml-document.ts'
import type { Interner } from './interner.ts'
import type { MergeNode, Slot } from './merge-node.ts'
import { scalarIdentity } from './scalar-identity.ts'

/** More nodes than this are only reached by expanding aliases in aliases. */
const maximumNodes = 500_000

/**
 * The tree of a document. As it is written, an alias is a scalar and an anchor part of its node; with `expands` it is
 * what a reader makes of it, aliases and merge keys resolved, whose offsets are good for nothing. Throws a RangeError
 * where aliases expand to too much.
 */
export function readTree(document: YamlDocument, root: Node, intern: Interner, expands = false): MergeNode {
  const reader: Reader = { document, text: document.text, intern, expands, nodes: 0, depth: 0 }
  return read(reader, root, spanOf(root).start)
}

interface Reader {
  readonly document: YamlDocument
  readonly text: string
  readonly intern: Interner
  readonly expands: boolean
  nodes: number
  depth: number
}

function read(reader: Reader, node: Node, lead: number): MergeNode {
  reader.nodes += 1
  if (reader.expands && (reader.nodes > maximumNodes || reader.depth > 450))
    throw new RangeError('aliases expand to too much')
  const resolved = reader.expands && isAlias(node) ? (reader.document.resolveAlias(node) ?? node) : node
  reader.depth += 1
  const properties = propertiesOf(resolved, reader.expands)
  const read =
    (isMap(resolved) ? readMap(reader, resolved, properties, lead) : undefined) ??
    (isSeq(resolved) ? readList(reader, resolved, properties, lead) : undefined) ??
    readLeaf(reader, resolved, properties, lead)
  reader.depth -= 1
  return read
}

function propertiesOf(node: Node, expands: boolean): string {
  if (isAlias(node)) return ''
  const { anchor } = node as { anchor?: string }
  return `${anchor === undefined || expands ? '' : `&${anchor} `}${node.tag === undefined ? '' : `!<${node.tag}> `}`
}

function readMap(reader: Reader, map: YAMLMap, properties: string, lead: number): MergeNode | undefined {
  const { text } = reader
  const start = spanOf(map).start
  const isFlow = map.flow === true
  if (isFlow ? text[start] !== '{' : map.items.length === 0) return undefined
  const column = isFlow ? 0 : columnAt(text, start)
  const slots: Slot[] = []
  const keys = new Set<string>()
  if (isEncrypted(map)) return undefined
  let floor = lead
  for (const { key, value } of reader.expands ? merged(reader, map) : map.items) {
    const name = isScalar(key) ? String(key.value ?? '') : undefined
    if (!isScalar(key) || name === undefined || keys.has(name)) return undefined
    keys.add(name)
    const keySpan = spanOf(key)
    const mark = markAfter(text, keySpan.end)
    const isOdd = key.anchor !== undefined || key.tag !== undefined || mark === undefined
    const isAstray = !isFlow && columnAt(text, keySpan.start) !== column
    if (!reader.expands && (isOdd || isAstray || !isNodeLike(value))) return undefined
    const child = isNodeLike(value) ? read(reader, value, mark ?? keySpan.end) : undefined
    if (child === undefined) return undefined
    const keyText = text.slice(keySpan.start, keySpan.end)
    const place = { start: keySpan.start, mark: mark ?? keySpan.end, isBlock: !isFlow, floor }
    slots.push({ key: name, keyText, ...place, value: child })
    floor = Math.max(place.mark, child.end)
  }
  const parts = slots.map(({ key, value }) => `${JSON.stringify(key)}:${value.id}`).sort()
  const id = reader.intern(`${properties}{${parts.join()}}`)
  return collection('map', { id, properties, text, lead, start, isFlow, column, slots }, spanOf(map).end)
}

/** What SOPS encrypted has a checksum over all values: half of two versions is a file that nobody can decrypt. */
function isEncrypted(map: YAMLMap): boolean {
  const sops = map.items.find(({ key }) => isScalar(key) && key.value === 'sops')?.value
  return isMap(sops) && sops.items.some(({ key }) => isScalar(key) && key.value === 'mac')
}

function merged(reader: Reader, map: YAMLMap): readonly { readonly key: unknown; readonly value: unknown }[] {
  return entriesOf(reader.document, map).map(({ keyNode, value }) => ({ key: keyNode, value }))
}

function readList(reader: Reader, list: YAMLSeq, properties: string, lead: number): MergeNode | undefined {
  const { text } = reader
  const start = spanOf(list).start
  const isFlow = list.flow === true
  if (isFlow ? text[start] !== '[' : list.items.length === 0) return undefined
  const column = isFlow ? 0 : columnAt(text, start)
  const slots: Slot[] = []
  let at = start
  for (const item of list.items) {
    if (!isNodeLike(item)) return undefined
    const dash = isFlow ? spanOf(item).start : findDash(text, at, column)
    if (dash === undefined) return undefined
    const value = read(reader, item, isFlow ? dash : dash + 1)
    // The text of properties is not in the span of an item.
    if (isFlow && value.properties !== '' && !reader.expands) return undefined
    const place = {
      start: dash,
      mark: isFlow ? dash : dash + 1,
      isBlock: !isFlow,
      floor: slots.length === 0 ? lead : at,
    }
    slots.push({ key: undefined, keyText: '', ...place, value })
    at = reader.expands ? Math.max(dash, spanOf(item).end) : value.end
  }
  const id = reader.intern(`${properties}[${slots.map(({ value }) => value.id).join()}]`)
  return collection('list', { id, properties, text, lead, start, isFlow, column, slots }, spanOf(list).end)
}

type Collected = Pick<MergeNode, 'id' | 'properties' | 'text' | 'lead' | 'start' | 'isFlow' | 'column' | 'slots'>

function collection(kind: 'map' | 'list', node: Collected, flowEnd: number): MergeNode {
  const last = node.isFlow ? undefined : node.slots.at(-1)?.value
  return {
    kind,
    end: last?.end ?? flowEnd,
    endsInBlock: last?.endsInBlock ?? false,
    value: undefined,
    isLiteral: false,
    ...node,
  }
}

function readLeaf(reader: Reader, node: Node, properties: string, lead: number): MergeNode {
  const { text, intern } = reader
  const span = spanOf(node)
  const scalar = isScalar(node) ? node : undefined
  const isNothing = scalar !== undefined && span.start === span.end && properties === ''
  const start = isNothing ? lead : span.start
  const isBlock = scalar?.type === 'BLOCK_LITERAL' || scalar?.type === 'BLOCK_FOLDED'
  const end = isNothing ? lead : isBlock ? blockEnd(text, start, span.end) : trimmedEnd(text, start, span.end)
  const isLeaf = scalar !== undefined || isAlias(node)
  return {
    kind: isLeaf ? 'scalar' : 'opaque',
    id: intern(properties + identify(node, scalar, text.slice(start, end))),
    properties,
    text,
    lead,
    start,
    end,
    isFlow: !isBlock && isLeaf,
    endsInBlock: isBlock,
    value: scalar === undefined ? undefined : String(scalar.value ?? ''),
    isLiteral: scalar?.type === 'BLOCK_LITERAL',
    column: 0,
    slots: [],
  }
}

function identify(node: Node, scalar: Scalar | undefined, written: string): string {
  if (scalar !== undefined) return scalarIdentity(scalar)
  return isAlias(node) ? `alias:${node.source}` : `opaque:${written.replace(/[ \t]*\r?\n[ \t]*/g, '\n')}`
}

function blockEnd(text: string, start: number, end: number): number {
  const keeps = /^[|>][1-9]?\+/.test(text.slice(start, start + 3))
  if (!keeps) return trimmedEnd(text, start, end)
  return text[end - 1] !== '\n' ? end : text[end - 2] === '\r' ? end - 2 : end - 1
}

function trimmedEnd(text: string, start: number, end: number): number {
  let at = end
  while (at > start && ' \t\r\n'.includes(text.charAt(at - 1))) at -= 1
  return at
}

function isNodeLike(value: unknown): value is Node {
  return isScalar(value) || isMap(value) || isSeq(value) || isAlias(value)
}

function columnAt(text: string, offset: number): number {
  return offset - (text.lastIndexOf('\n', offset - 1) + 1)
}

/** After the colon that follows a key. */
function markAfter(text: string, from: number): number | undefined {
  let at = from
  while (text[at] === ' ' || text[at] === '\t') at += 1
  return text[at] === ':' ? at + 1 : undefined
}

/** The next dash at a column: comments and empty lines are all that can stand before it. */
function findDash(text: string, from: number, column: number): number | undefined {
  if (text[from] === '-' && columnAt(text, from) === column && /[\s]|^$/.test(text.charAt(from + 1))) return from
  for (let line = text.indexOf('\n', from) + 1; line > 0; line = text.indexOf('\n', line) + 1) {
    let at = line
    while (at < line + column && text[at] === ' ') at += 1
    if (at === line + column && text[at] === '-') return at
  }
  return undefined
}
