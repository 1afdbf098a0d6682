import type { TreeNode } from '../tree/tree-node.ts'
import type { Layout } from './layout.ts'

/** A node with its place in a text, in the order of the text. Keys and items start lines, values end them. */
export interface Entity {
  readonly node: TreeNode
  readonly role: 'key' | 'item' | 'value'
  readonly start: number
  readonly end: number
}

interface Line {
  readonly start: number
  readonly text: string
  /** A line of a scalar is content whatever it looks like. */
  readonly isContent: boolean
}

/**
 * Finds out to which keys and items the comments of a text belong, much as go-yaml v3 does: a comment belongs to what
 * follows it, but to what comes before where it stands right below that and a blank line follows.
 */
export function readLayout(text: string, entities: readonly Entity[]): Omit<Layout, 'flow'> {
  const above = new Map<TreeNode, string>()
  const beside = new Map<TreeNode, string>()
  const below = new Map<TreeNode, string>()
  const layout = { above, beside, below, start: '', end: '' }
  if (!text.includes('#')) return layout
  const lines = splitLines(text, entities)
  const openings = indexOpenings(text, entities)
  const open: Opening[] = []
  for (const entity of entities) {
    const comment = commentBeside(text, entity)
    if (comment !== undefined) beside.set(entity.node, comment)
  }
  for (let index = 0; index < lines.length; index += 1) {
    const first = index
    while (index < lines.length && lines[index]?.isContent === false) index += 1
    if (index === first) {
      for (const opening of openings.get(lines[index]?.start ?? -1) ?? []) {
        while ((open.at(-1)?.column ?? -1) >= opening.column) open.pop()
        open.push(opening)
      }
      continue
    }
    const paragraphs = splitParagraphs(lines.slice(first, index))
    if (paragraphs.length === 0) continue
    const next = lines[index]
    const before = lines[first - 1]
    const isRightBelow = before !== undefined && lines[first]?.text.trim() !== ''
    const endsBlank = lines[index - 1]?.text.trim() === ''
    if (isRightBelow && (paragraphs.length > 1 || endsBlank || next === undefined)) {
      const foot = paragraphs.shift() ?? ''
      const column = (lines[first]?.text ?? '').search(/\S/)
      const owner = open.findLast((opening) => opening.column <= column)
      if (owner !== undefined) below.set(owner.node, foot)
    }
    index -= 1
    if (next === undefined) layout.end = paragraphs.join('\n\n')
    else if (before === undefined && endsBlank) layout.start = paragraphs.join('\n\n')
    else if (paragraphs.length > 0) {
      const owner = openings.get(next.start)?.[0]
      if (owner !== undefined) above.set(owner.node, paragraphs.join('\n\n'))
    }
  }
  return layout
}

function splitLines(text: string, entities: readonly Entity[]): readonly Line[] {
  const values = entities.filter(({ role }) => role === 'value')
  const lines: Line[] = []
  let start = 0
  let next = 0
  for (const line of text.replace(/\n$/, '').split('\n')) {
    const end = start + line.length
    while (next < values.length && (values[next]?.end ?? 0) <= start) next += 1
    const value = values[next]
    const isInside = value !== undefined && value.start < start && start < value.end
    lines.push({ start, text: line, isContent: isInside || !/^\s*(?:#.*)?$/.test(line) })
    start = end + 1
  }
  return lines
}

function splitParagraphs(lines: readonly Line[]): string[] {
  const paragraphs: string[][] = []
  let isNew = true
  for (const { text } of lines) {
    const comment = text.trim()
    if (comment === '') isNew = true
    else if (isNew) {
      paragraphs.push([comment])
      isNew = false
    } else paragraphs.at(-1)?.push(comment)
  }
  return paragraphs.map((paragraph) => paragraph.join('\n'))
}

function commentBeside(text: string, { node, role, start, end }: Entity): string | undefined {
  if (role === 'item' || (role === 'value' && (node.style === 'literal' || node.style === 'folded'))) return undefined
  const lineEnd = text.indexOf('\n', end)
  const rest = text.slice(Math.max(start, end), lineEnd < 0 ? undefined : lineEnd)
  const [, comment] = (role === 'key' ? /^\s*:[ \t]+(#.*)$/ : /^[ \t]+(#.*)$/).exec(rest) ?? []
  return comment?.trimEnd()
}

/** An entity that starts a line, with its column. */
interface Opening {
  readonly node: TreeNode
  readonly column: number
}

/** Keys and items by the line that they start on, outermost first. */
function indexOpenings(text: string, entities: readonly Entity[]): Map<number, Opening[]> {
  const byLine = new Map<number, Opening[]>()
  for (const { node, role, start: written } of entities) {
    if (role === 'value') continue
    // An item starts at its dash.
    const start = role === 'item' ? text.lastIndexOf('-', Math.max(written - 1, 0)) : written
    const line = text.lastIndexOf('\n', start - 1) + 1
    const openings = byLine.get(line)
    if (openings === undefined) byLine.set(line, [{ node, column: start - line }])
    else openings.push({ node, column: start - line })
  }
  return byLine
}
