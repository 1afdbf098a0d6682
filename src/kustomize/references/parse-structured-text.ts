import { isAlias, isMap, isNode, isScalar, isSeq, type Scalar, type YAMLMap, type YAMLSeq } from 'yaml'
import { parseYaml } from '../../yaml/parse-yaml.ts'
import { resolveScalar } from '../../yaml/resolve-scalar.ts'
import { copyShallow } from '../tree/copy-shallow.ts'
import { createMapping, createScalar, createSequence } from '../tree/create-node.ts'
import type { ScalarStyle, TreeNode } from '../tree/tree-node.ts'
import type { Layout } from './layout.ts'
import { type Entity, readLayout } from './read-layout.ts'

/** The content of a text that is itself YAML or JSON. */
export interface StructuredText {
  readonly root: TreeNode
  readonly layout: Layout
}

/** More nodes only come from aliases within aliases. */
const maximumNodes = 100_000

interface Reading {
  readonly text: string
  readonly flow: Set<TreeNode>
  readonly anchors: Map<TreeNode, string>
  readonly aliases: Set<TreeNode>
  readonly entities: Entity[]
  nodes: number
}

/** Parses the first document of a text; undefined where it is empty or no YAML. Nodes have no history. */
export function parseStructuredText(text: string): StructuredText | undefined {
  const [document] = parseYaml(text)
  if (document?.root === undefined || document.problems.length > 0) return undefined
  const reading: Reading = {
    text,
    flow: new Set(),
    anchors: new Map(),
    aliases: new Set(),
    entities: [],
    nodes: 0,
  }
  const root = convert(reading, document.root)
  if (root === undefined) return undefined
  return { root, layout: { ...readLayout(text, reading.entities), ...reading } }
}

function convert(reading: Reading, written: unknown): TreeNode | undefined {
  reading.nodes += 1
  if (reading.nodes > maximumNodes) return undefined
  if (isAlias(written)) {
    const alias = createScalar(written.source, undefined)
    reading.aliases.add(alias)
    return alias
  }
  const node = convertNode(reading, written)
  const anchor = isNode(written) && !isAlias(written) ? written.anchor : undefined
  if (node !== undefined && anchor !== undefined) reading.anchors.set(node, anchor)
  return node
}

function convertNode(reading: Reading, written: unknown): TreeNode | undefined {
  if (isScalar(written)) return convertScalar(reading, written)
  if (isMap(written)) return convertMap(reading, written)
  if (isSeq(written)) return convertSequence(reading, written)
  return createScalar('', undefined, { tag: '!!null' })
}

function convertMap(reading: Reading, written: YAMLMap): TreeNode | undefined {
  const node = createMapping(undefined)
  const isFlow = written.flow === true
  if (isFlow) reading.flow.add(node)
  for (const pair of written.items) {
    const key = convert(reading, pair.key)
    if (key !== undefined && !isFlow) reading.entities.push(entityOf(key, pair.key, pair.value, 'key'))
    const value = convert(reading, pair.value)
    if (key === undefined || value === undefined) return undefined
    if (!isFlow) addValue(reading, value, pair.value)
    node.fields.push({ key, value })
  }
  return node
}

function convertSequence(reading: Reading, written: YAMLSeq): TreeNode | undefined {
  const node = createSequence(undefined)
  const isFlow = written.flow === true
  if (isFlow) reading.flow.add(node)
  for (const item of written.items) {
    const position = reading.entities.length
    const value = convert(reading, item)
    if (value === undefined) return undefined
    if (!isFlow) {
      reading.entities.splice(position, 0, entityOf(value, item, item, 'item'))
      addValue(reading, value, item)
    }
    node.items.push(value)
  }
  return node
}

function entityOf(node: TreeNode, written: unknown, value: unknown, role: 'key' | 'item'): Entity {
  const [start = 0, end = start] = rangeOf(written) ?? rangeOf(value) ?? []
  return { node, role, start, end }
}

/** Only what ends on a line of its own can have a comment behind it. */
function addValue(reading: Reading, node: TreeNode, written: unknown): void {
  const range = rangeOf(written)
  if (range === undefined || (node.kind !== 'scalar' && !reading.flow.has(node))) return
  reading.entities.push({ node, role: 'value', start: range[0], end: range[1] })
}

function rangeOf(written: unknown): readonly [number, number] | undefined {
  if (!isNode(written) || !written.range) return undefined
  return [written.range[0], written.range[1]]
}

const styles = new Map<unknown, ScalarStyle>([
  ['QUOTE_DOUBLE', 'double'],
  ['QUOTE_SINGLE', 'single'],
  ['BLOCK_LITERAL', 'literal'],
  ['BLOCK_FOLDED', 'folded'],
])

function convertScalar({ text }: Reading, scalar: Scalar): TreeNode {
  const style = styles.get(scalar.type) ?? 'plain'
  // The value of a merge key is a symbol.
  let value = String(scalar.source ?? '')
  const isBlock = style === 'literal' || style === 'folded'
  // go-yaml sees no line break behind the last line of a text that ends without one.
  if (isBlock && scalar.range?.[1] === text.length && !text.endsWith('\n')) value = value.replace(/\n$/, '')
  const written = scalar.tag
  if (written === undefined || written === '!') {
    const tag = style === 'plain' && written === undefined ? resolveScalar(value).tag : '!!str'
    return createScalar(value, undefined, { tag, style })
  }
  const tag = written.replace(/^tag:yaml\.org,2002:/, '!!')
  return copyShallow(createScalar(value, undefined, { tag, style }), { isTagged: true })
}
