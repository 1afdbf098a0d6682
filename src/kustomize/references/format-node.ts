import { analyzeScalar } from '../../yaml/emit/analyze-scalar.ts'
import type { TreeField, TreeNode } from '../tree/tree-node.ts'
import { formatScalar, type ScalarPlace } from './format-scalar.ts'
import { type Layout, plainLayout } from './layout.ts'

/**
 * The text of a node as kyaml's RNode.String gives it (go-yaml v3 with two spaces, lists not indented below their keys).
 * Unlike an object's output it keeps styles, the order of keys, and as far as a layout has them comments and brackets.
 */
export function formatNode(node: TreeNode, layout: Layout = plainLayout): string {
  const lines = [
    ...commentLines(layout.start, 0),
    ...(layout.start === '' ? [] : ['']),
    ...formatBlock(node, 0, layout),
  ]
  if (layout.end !== '') lines.push('', ...commentLines(layout.end, 0))
  return `${lines.filter(isWanted).map(unmark).join('\n')}\n`
}

/** Stands behind a comment below something, with the indentation of the comment. */
const mark = '\0'

/** A blank line only divides such a comment from what goes on at the same level. */
function isWanted(line: string, index: number, lines: readonly string[]): boolean {
  if (!line.startsWith(mark)) return true
  const next = lines[index + 1]
  return next !== undefined && next !== '' && !next.startsWith(mark) && next.search(/\S/) === line.length - 1
}

function unmark(line: string): string {
  return line.startsWith(mark) ? '' : line
}

/** The lines of a node that starts at the beginning of a line. */
function formatBlock(node: TreeNode, indent: number, layout: Layout): string[] {
  if (isBlockMapping(node, layout)) return node.fields.flatMap((field) => formatField(field, indent, layout))
  if (isBlockSequence(node, layout)) return node.items.flatMap((item) => formatItem(item, indent, layout))
  return withComment(formatInline(node, indent, layout), layout.beside.get(node))
}

function formatField({ key, value }: TreeField, indent: number, layout: Layout): string[] {
  const lines = commentLines(layout.above.get(key), indent)
  const isSimple = isSimpleKey(key)
  const name = isSimple ? formatFlow(key, { isKey: true, isFlow: false }, layout) : ''
  const start = isSimple ? `${pad(indent)}${name}:` : `${pad(indent)}:`
  if (!isSimple) lines.push(...attach(`${pad(indent)}?`, key, indent, layout))
  const comment = layout.beside.get(key)
  const isSequence = isBlockSequence(value, layout)
  if (isSequence || isBlockMapping(value, layout)) {
    const head = [start, anchorOf(value, layout), comment ?? ''].filter((part) => part !== '').join(' ')
    lines.push(head, ...formatBlock(value, isSequence ? indent : indent + 2, layout))
  } else {
    lines.push(...joinInline(start, formatInline(value, indent, layout), layout.beside.get(value) ?? comment))
  }
  return closed(lines, layout.below.get(key), indent)
}

function formatItem(item: TreeNode, indent: number, layout: Layout): string[] {
  const lines = [...commentLines(layout.above.get(item), indent), ...attach(`${pad(indent)}-`, item, indent, layout)]
  return closed(lines, layout.below.get(item), indent)
}

/** A node behind an indicator on the same line. */
function attach(start: string, node: TreeNode, indent: number, layout: Layout): string[] {
  if (!isBlockMapping(node, layout) && !isBlockSequence(node, layout))
    return joinInline(start, formatInline(node, indent, layout), layout.beside.get(node))
  const lines = formatBlock(node, indent + 2, layout)
  const anchor = anchorOf(node, layout)
  if (anchor !== '') return [`${start} ${anchor}`, ...lines]
  const [first = '', ...rest] = lines
  return [`${start} ${first.slice(indent + 2)}`, ...rest]
}

function joinInline(start: string, [first = '', ...rest]: string[], comment: string | undefined): string[] {
  const line = first === '' ? start : `${start} ${first}`
  return [comment === undefined ? line : `${line} ${comment}`, ...rest]
}

function withComment([first = '', ...rest]: string[], comment: string | undefined): string[] {
  return [comment === undefined ? first : `${first} ${comment}`, ...rest]
}

function closed(lines: string[], comment: string | undefined, indent: number): string[] {
  return comment === undefined ? lines : [...lines, ...commentLines(comment, indent), `${mark}${pad(indent)}`]
}

/** A scalar, or a collection in brackets. Only block scalars have several lines. */
function formatInline(node: TreeNode, indent: number, layout: Layout): string[] {
  if (node.kind !== 'scalar') return [formatFlow(node, { isKey: false, isFlow: true }, layout)]
  if (layout.aliases.has(node)) return [`*${node.value}`]
  const anchor = anchorOf(node, layout)
  const text = formatScalar(node, { isKey: false, isFlow: false, indent })
  return (anchor === '' ? text : `${anchor} ${text}`).split('\n')
}

function anchorOf(node: TreeNode, { anchors }: Layout): string {
  const name = anchors.get(node)
  return name === undefined ? '' : `&${name}`
}

function formatFlow(node: TreeNode, place: Omit<ScalarPlace, 'indent'>, layout: Layout): string {
  const inner = { isKey: false, isFlow: true }
  if (layout.aliases.has(node)) return `*${node.value}${place.isKey ? ' ' : ''}`
  const anchor = anchorOf(node, layout)
  const start = anchor === '' ? '' : `${anchor} `
  if (node.kind === 'scalar') return start + formatScalar(node, { ...place, indent: 0 })
  if (node.kind === 'sequence')
    return `${start}[${node.items.map((item) => formatFlow(item, inner, layout)).join(', ')}]`
  const fields = node.fields.map(({ key, value }) => {
    const name = formatFlow(key, { isKey: true, isFlow: true }, layout)
    return `${isSimpleKey(key) ? name : `? ${name} `}: ${formatFlow(value, inner, layout)}`.trimEnd()
  })
  return `${start}{${fields.join(', ')}}`
}

function isBlockMapping(node: TreeNode, { flow }: Layout): boolean {
  return node.kind === 'mapping' && node.fields.length > 0 && !flow.has(node)
}

function isBlockSequence(node: TreeNode, { flow }: Layout): boolean {
  return node.kind === 'sequence' && node.items.length > 0 && !flow.has(node)
}

function isSimpleKey(key: TreeNode): boolean {
  if (key.kind !== 'scalar') return key.fields.length + key.items.length === 0
  return !analyzeScalar(key.value).isMultiline && Buffer.byteLength(key.value) <= 128
}

function commentLines(comment: string | undefined, indent: number): string[] {
  if (comment === undefined || comment === '') return []
  return comment.split('\n').map((line) => (line === '' ? '' : pad(indent) + line))
}

function pad(indent: number): string {
  return ' '.repeat(indent)
}
