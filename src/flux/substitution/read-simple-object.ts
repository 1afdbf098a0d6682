import type { BuiltObject } from '../../kustomize/build/built-object.ts'
import type { TreeNode } from '../../kustomize/tree/tree-node.ts'
import type { Location } from '../../source/location.ts'
import { compareKeys } from '../../yaml/emit/compare-keys.ts'
import { formatNumber } from '../../yaml/emit/format-number.ts'
import { emitYaml } from '../../yaml/emit-yaml.ts'
import type { JsonValue } from '../../yaml/json-value.ts'
import { createFinder, type ReadText } from './locate-uses.ts'
import { resolveOldScalar } from './resolve-old-scalar.ts'

/** An object that comes back as it is from its way through YAML, so that only its texts with `${…}` are to be looked at. */
export interface SimpleObject {
  /** In the order in which they are printed. */
  readonly texts: readonly SimpleText[]
  /** The object; undefined where it is the same after every substitution. */
  readonly part: SimplePart | undefined
}

/** A part of an object that substitution may make anew: a text, what stands around one, and collections in brackets. */
export interface SimplePart {
  readonly node: TreeNode
  readonly value: JsonValue
  /** Undefined for a collection. */
  readonly text: SimpleText | undefined
  /** Those of its children that are such parts too, by their places among the fields or items. */
  readonly children: readonly { readonly index: number; readonly part: SimplePart }[]
}

/** A value with `${…}`s that stand in it in the same way in which they are printed. */
export interface SimpleText {
  readonly text: string
  readonly path: readonly (string | number)[]
  readonly node: TreeNode
  /** Whether it is printed without quotes, so that its type depends on what is put in. */
  readonly isPlain: boolean
  readonly expressions: readonly SimpleExpression[]
}

/** A `${name}`, perhaps with a default. */
export interface SimpleExpression {
  /** Offsets in the text. */
  readonly start: number
  readonly end: number
  /** In the source. */
  readonly at: Location | undefined
}

const maximumNodes = 100_000
const maximumLength = 5_000_000
const maximumDepth = 50
const longestKey = 100

/** Neither broken nor changed by any printer or parser, in quotes or without. */
const ordinaryText = /^[\n\x20-\x7e\xa0-\u1fff\u2030-\ud7ff]*$/
const ordinaryKey = /^[\w./-][\w./: -]*$/
const simpleExpression = /\$\{[A-Za-z_][A-Za-z0-9_]*(?::?=[\w./-]+|:-[\w./-]+)?\}/y

/** Reads an object for a substitution that needs no YAML; undefined for one with anything out of the ordinary in it. */
export function readSimpleObject({ value, root }: BuiltObject, readText: ReadText): SimpleObject | undefined {
  const run: Run = { texts: [], path: [], readText, nodes: 0, length: 0 }
  const part = walk(run, value, root)
  return part === 'odd' ? undefined : { texts: run.texts, part }
}

interface Run {
  readonly texts: SimpleText[]
  /** Of what is being read. */
  readonly path: (string | number)[]
  readonly readText: ReadText
  nodes: number
  length: number
}

/** What a part of an object is: nothing that changes, or out of the ordinary. */
type Walked = SimplePart | undefined | 'odd'

function walk(run: Run, value: JsonValue, node: TreeNode | undefined): Walked {
  run.nodes += 1
  if (node === undefined || run.nodes > maximumNodes || run.path.length > maximumDepth) return 'odd'
  if (value instanceof Map) return walkMapping(run, value, node)
  if (Array.isArray(value)) return walkSequence(run, value, node)
  return node.kind === 'scalar' ? readScalar(run, value, node) : 'odd'
}

function walkSequence(run: Run, value: readonly JsonValue[], node: TreeNode): Walked {
  if (node.kind !== 'sequence' || node.items.length !== value.length) return 'odd'
  const children: SimplePart['children'][number][] = []
  for (const [index, item] of value.entries()) {
    run.path.push(index)
    const part = walk(run, item, node.items[index])
    run.path.pop()
    if (part === 'odd') return 'odd'
    if (part !== undefined) children.push({ index, part })
  }
  return toPart(node, value, children)
}

function walkMapping(run: Run, value: ReadonlyMap<string, JsonValue>, node: TreeNode): Walked {
  if (node.kind !== 'mapping' || node.fields.length !== value.size) return 'odd'
  const first = run.texts.length
  const groups = new Map<string, readonly SimpleText[]>()
  const children: SimplePart['children'][number][] = []
  let index = -1
  for (const [key, item] of value) {
    index += 1
    const field = node.fields[index]
    if (field?.key.kind !== 'scalar' || field.key.value !== key) return 'odd'
    if (key.length > longestKey || !ordinaryKey.test(key)) return 'odd'
    const { length } = run.texts
    run.path.push(key)
    const part = walk(run, item, field.value)
    run.path.pop()
    if (part === 'odd') return 'odd'
    if (part !== undefined) children.push({ index, part })
    if (run.texts.length > length) groups.set(key, run.texts.slice(length))
  }
  if (groups.size > 1) {
    // The order is not transitive (`9`, `10`, `1e3`), so that keys without such texts count as well.
    const keys = [...value.keys()].sort(compareKeys)
    run.texts.splice(first, Number.POSITIVE_INFINITY, ...keys.flatMap((key) => groups.get(key) ?? []))
  }
  return toPart(node, value, children)
}

function toPart(node: TreeNode, value: JsonValue, children: SimplePart['children']): SimplePart | undefined {
  return children.length > 0 || node.isFlow ? { node, value, text: undefined, children } : undefined
}

function readScalar(run: Run, value: JsonValue, node: TreeNode): Walked {
  if (typeof value === 'number') return resolveOldScalar(formatNumber(value)) === value ? undefined : 'odd'
  if (typeof value !== 'string') return typeof value === 'bigint' ? 'odd' : undefined
  run.length += value.length
  if (run.length > maximumLength || !ordinaryText.test(value)) return 'odd'
  if (!value.includes('$')) return undefined
  const expressions = value.includes('$$') ? undefined : readExpressions(value, node, run.readText)
  if (expressions === undefined) return 'odd'
  if (expressions.length === 0) return undefined
  const isPlain = !value.includes('\n') && !/^['"]/.test(emitYaml(value))
  const text: SimpleText = { text: value, path: [...run.path], node, isPlain, expressions }
  run.texts.push(text)
  return { node, value, text, children: [] }
}

function readExpressions(text: string, node: TreeNode, readText: ReadText): readonly SimpleExpression[] | undefined {
  const expressions: SimpleExpression[] = []
  const find = createFinder({ text, node }, readText)
  for (let start = text.indexOf('${'); start >= 0; start = text.indexOf('${', start)) {
    simpleExpression.lastIndex = start
    if (!simpleExpression.test(text)) return undefined
    const end = simpleExpression.lastIndex
    expressions.push({ start, end, at: find(start, end) })
    start = end
  }
  return expressions
}
