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
  /** The collections that are others after substitution: those around the texts, and those in brackets. */
  readonly renewed: ReadonlySet<TreeNode>
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
  const run: Run = { texts: [], renewed: new Set(), path: [], readText, nodes: 0, length: 0 }
  return walk(run, value, root) ? run : undefined
}

interface Run {
  readonly texts: SimpleText[]
  readonly renewed: Set<TreeNode>
  /** Of what is being read. */
  readonly path: (string | number)[]
  readonly readText: ReadText
  nodes: number
  length: number
}

/** False for what is not simple. */
function walk(run: Run, value: JsonValue, node: TreeNode | undefined): boolean {
  run.nodes += 1
  if (node === undefined || run.nodes > maximumNodes || run.path.length > maximumDepth) return false
  const { length } = run.texts
  if (value instanceof Map) {
    if (node.kind !== 'mapping' || !walkMapping(run, value, node)) return false
  } else if (Array.isArray(value)) {
    if (node.kind !== 'sequence' || !walkSequence(run, value, node)) return false
  } else return node.kind === 'scalar' && readScalar(run, value, node)
  const hasRenewed = (): boolean =>
    node.items.some((item) => run.renewed.has(item)) || node.fields.some((field) => run.renewed.has(field.value))
  if (run.texts.length > length || node.isFlow || hasRenewed()) run.renewed.add(node)
  return true
}

function walkSequence(run: Run, value: readonly JsonValue[], node: TreeNode): boolean {
  if (node.items.length !== value.length) return false
  return value.every((item, index) => {
    run.path.push(index)
    const isSimple = walk(run, item, node.items[index])
    run.path.pop()
    return isSimple
  })
}

function walkMapping(run: Run, value: ReadonlyMap<string, JsonValue>, node: TreeNode): boolean {
  if (node.fields.length !== value.size) return false
  const first = run.texts.length
  const parts: { readonly key: string; readonly texts: readonly SimpleText[] }[] = []
  let index = 0
  for (const [key, item] of value) {
    const field = node.fields[index]
    index += 1
    if (field?.key.kind !== 'scalar' || field.key.value !== key) return false
    if (key.length > longestKey || !ordinaryKey.test(key)) return false
    const { length } = run.texts
    run.path.push(key)
    const isSimple = walk(run, item, field.value)
    run.path.pop()
    if (!isSimple) return false
    if (run.texts.length > length) parts.push({ key, texts: run.texts.slice(length) })
  }
  if (parts.length > 1) {
    parts.sort((a, b) => compareKeys(a.key, b.key))
    run.texts.splice(first, Number.POSITIVE_INFINITY, ...parts.flatMap(({ texts }) => texts))
  }
  return true
}

function readScalar(run: Run, value: JsonValue, node: TreeNode): boolean {
  if (typeof value === 'number') return resolveOldScalar(formatNumber(value)) === value
  if (typeof value !== 'string') return typeof value !== 'bigint'
  run.length += value.length
  if (run.length > maximumLength || !ordinaryText.test(value)) return false
  if (!value.includes('$')) return true
  if (value.includes('$$')) return false
  const expressions = readExpressions(value, node, run.readText)
  if (expressions === undefined) return false
  if (expressions.length > 0) {
    const isPlain = !value.includes('\n') && !/^['"]/.test(emitYaml(value))
    run.texts.push({ text: value, path: [...run.path], node, isPlain, expressions })
  }
  return true
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
