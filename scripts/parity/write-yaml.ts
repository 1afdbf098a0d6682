import type { Random } from './random.ts'
import { isMap, rawOf, type Value, type ValueMap } from './value.ts'
import { writeBlockScalar, writeInlineScalar } from './write-scalar.ts'

interface Style {
  readonly random: Random
  readonly indent: string
  readonly listIndent: string
  readonly flow: number
  readonly comments: number
  /** Names of the values that are written more than once. */
  readonly anchors: Map<object, { readonly name: string; written: boolean }>
}

/** One YAML document in a random style: indentation, quotes, flow collections, comments, and anchors for shared values. */
export function writeYaml(value: Value, random: Random): string {
  const indent = random.pick(['  ', '  ', '  ', '    '])
  const style: Style = {
    random,
    indent,
    listIndent: random.pick(['', '  ', indent]),
    flow: random.pick([0, 0, 0.05, 0.3]),
    comments: random.pick([0, 0, 0, 0.04]),
    anchors: random.chance(0.6) ? findShared(value, random) : new Map(),
  }
  return `${writeBlock(value, style).join('\n')}\n`
}

function findShared(root: Value, random: Random): Style['anchors'] {
  const seen = new Map<object, number>()
  const visit = (value: Value): void => {
    if (typeof value !== 'object' || value === null) return
    const count = (seen.get(value) ?? 0) + 1
    seen.set(value, count)
    if (count > 1) return
    if (Array.isArray(value)) value.forEach(visit)
    else if (isMap(value)) Object.values(value).forEach(visit)
  }
  visit(root)
  const shared = [...seen].filter(([, count]) => count > 1 && random.chance(0.8))
  return new Map(shared.map(([value], index) => [value, { name: `a${index + 1}`, written: false }]))
}

/** What comes before a value: its anchor; or the alias that stands for all of it. */
function anchorOf(value: Value, style: Style): { readonly alias?: string; readonly anchor: string } {
  const known = typeof value === 'object' && value !== null ? style.anchors.get(value) : undefined
  if (known === undefined) return { anchor: '' }
  if (known.written) return { alias: `*${known.name}`, anchor: '' }
  known.written = true
  return { anchor: `&${known.name}` }
}

function writeBlock(value: Value, style: Style): string[] {
  if (Array.isArray(value) && value.length > 0) return value.flatMap((item) => writeItem(item, style))
  if (isMap(value) && Object.keys(value).length > 0) return writeFields(value, style)
  return [writeFlow(value, style)]
}

function writeFields(map: ValueMap, style: Style): string[] {
  return Object.entries(map).flatMap(([key, value]) => {
    const head = `${writeKey(key, style)}:`
    return [
      ...comment(style),
      ...writeAfter(head, value, style, Array.isArray(value) ? style.listIndent : style.indent),
    ]
  })
}

function writeItem(item: Value, style: Style): string[] {
  const isEmpty = typeof item === 'object' && item !== null && Object.keys(item).length === 0
  const { alias, anchor } = anchorOf(item, style)
  if (alias !== undefined) return [`- ${alias}`]
  if (
    typeof item !== 'object' ||
    item === null ||
    isEmpty ||
    rawOf(item) !== undefined ||
    style.random.chance(style.flow)
  ) {
    return writeScalarAfter('-', anchor, item, style, '  ')
  }
  const lines = writeBlock(item, style)
  if (anchor !== '') return [...comment(style), `- ${anchor}`, ...lines.map((line) => indentLine(line, '  '))]
  return [...comment(style), ...lines.map((line, index) => (index === 0 ? `- ${line}` : indentLine(line, '  ')))]
}

function writeAfter(head: string, value: Value, style: Style, indent: string): string[] {
  const { alias, anchor } = anchorOf(value, style)
  if (alias !== undefined) return [`${head} ${alias}`]
  const isCollection = (Array.isArray(value) && value.length > 0) || (isMap(value) && Object.keys(value).length > 0)
  if (!isCollection || style.random.chance(style.flow))
    return writeScalarAfter(head, anchor, value, style, style.indent)
  return [join(head, anchor), ...writeBlock(value, style).map((line) => indentLine(line, indent))]
}

function writeScalarAfter(head: string, anchor: string, value: Value, style: Style, indent: string): string[] {
  if (typeof value === 'string' && anchor === '') {
    const lines = writeBlockScalar(value, indent.length, style.random)
    if (lines !== undefined) {
      const [first = '', ...rest] = lines
      return [`${head} ${first}`, ...rest.map((line) => indentLine(line, indent))]
    }
  }
  const [first = '', ...rest] = join(head, anchor, writeFlow(value, style)).split('\n')
  const end = style.random.chance(style.comments) && rest.length === 0 ? ' # why' : ''
  return [`${first}${end}`, ...rest.map((line) => indentLine(line, indent))]
}

/** A value in one line (quoted scalars may take more), without its own anchor. */
function writeFlow(value: Value, style: Style): string {
  const text = rawOf(value)
  if (text !== undefined) return text
  if (Array.isArray(value)) return `[${value.map((item) => writeFlowItem(item, style)).join(', ')}]`
  if (!isMap(value)) return writeInlineScalar(value, style.random, false)
  const fields = Object.entries(value).map(([key, field]) => `${writeKey(key, style)}: ${writeFlowItem(field, style)}`)
  return `{${fields.join(', ')}}`
}

function writeFlowItem(value: Value, style: Style): string {
  const text = rawOf(value)
  if (text !== undefined) return /^[\w.+-]*$/.test(text) ? text : JSON.stringify(text)
  const { alias, anchor } = anchorOf(value, style)
  if (alias !== undefined) return `${alias} `
  return typeof value === 'string'
    ? writeInlineScalar(value, style.random, true)
    : join(anchor, writeFlow(value, style))
}

function writeKey(key: string, style: Style): string {
  if (key === '<<') return key
  // Keys that are no strings to a YAML reader: kustomize must cope with them.
  if (/^[\w.]+$/.test(key) && style.random.chance(0.97))
    return /^[a-zA-Z_]/.test(key) && !isReserved(key) ? key : `"${key}"`
  return writeInlineScalar(key, style.random, true)
}

function isReserved(key: string): boolean {
  return /^(?:y|n|yes|no|on|off|true|false|null)$/i.test(key)
}

function comment(style: Style): string[] {
  return style.random.chance(style.comments) ? [style.random.pick(['# a comment', '#', '# key: value', ''])] : []
}

function indentLine(line: string, indent: string): string {
  return line === '' ? line : `${indent}${line}`
}

function join(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(' ')
}
