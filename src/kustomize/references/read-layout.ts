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
 * follows it, but to what comes before where it stands further in than what follows, or right below what comes before
 * with a blank line behind it.
 */
export function readLayout(text: string, entities: readonly Entity[]): Omit<Layout, 'flow' | 'anchors' | 'aliases'> {
  const above = new Map<TreeNode, string>()
  const beside = new Map<TreeNode, string>()
  const below = new Map<TreeNode, string>()
  const layout = { above, beside, below, start: '', end: '' }
  if (!text.includes('#')) return layout
  for (const entity of entities) {
    const comment = commentBeside(text, entity)
    if (comment === undefined) continue
    if (entity.role !== 'item') beside.set(entity.node, comment)
    else {
      const first = entity.node.fields[0]?.key ?? entity.node.items[0]
      if (first !== undefined) above.set(first, comment)
    }
  }
  const setAbove = (node: TreeNode, comment: string): void => {
    const before = above.get(node)
    above.set(node, before === undefined ? comment : `${before}\n${comment}`)
  }
  const lines = splitLines(text, entities)
  const openings = indexOpenings(text, entities)
  const open: Opening[] = []
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index]
    if (line?.isContent !== false) {
      for (const opening of openings.get(line?.start ?? -1) ?? []) {
        while ((open.at(-1)?.column ?? -1) >= opening.column) open.pop()
        open.push(opening)
      }
      continue
    }
    const first = index
    while (lines[index + 1]?.isContent === false) index += 1
    const next = openings.get(lines[index + 1]?.start ?? -1)?.[0]
    const isAtEnd = index + 1 >= lines.length
    const isApart = line.text.trim() === ''
    const segments = splitSegments(lines.slice(first, index + 1), open, next)
    for (const [position, { column, comment, isClosed }] of segments.entries()) {
      const owner = open.findLast((opening) => opening.column <= column)
      const isFoot = isClosed || isAtEnd || position < segments.length - 1 || column > (next?.column ?? 0)
      if (owner === undefined && !isAtEnd) {
        if (isClosed || lines[index]?.text.trim() === '') layout.start = comment
        else if (next !== undefined) setAbove(next.node, comment)
      } else if (!isFoot && next !== undefined) setAbove(next.node, comment)
      else if (owner === undefined || (isAtEnd && column === 0 && (owner.isItem || isApart)))
        layout.end = join(layout.end, comment)
      else below.set(owner.node, join(below.get(owner.node), comment))
    }
  }
  return layout
}

interface Segment {
  readonly column: number
  comment: string
  /** Whether a blank line parts it from what follows, right below what comes before. */
  isClosed: boolean
}

/** Comments between two lines of content, parted where they move out and at the first blank line. */
function splitSegments(lines: readonly Line[], open: readonly Opening[], next: Opening | undefined): Segment[] {
  const last = open.at(-1)
  const isInside = last !== undefined && next !== undefined && next.column > last.column
  const segments: Segment[] = []
  let blanks = 0
  for (const [index, { text }] of lines.entries()) {
    const comment = text.trim()
    const current = segments.at(-1)
    if (comment === '') {
      if (blanks === 0 && current !== undefined && segments.length === 1 && index > 0 && last !== undefined)
        current.isClosed = !isInside && lines[0]?.text.trim() !== ''
      blanks += 1
      continue
    }
    const column = text.search(/\S/)
    const isOut = current !== undefined && column !== current.column && column < (last?.column ?? 0)
    if (current === undefined || current.isClosed || isOut) segments.push({ column, comment, isClosed: false })
    else current.comment += `${lines[index - 1]?.text.trim() === '' ? '\n\n' : '\n'}${comment}`
  }
  return segments
}

function join(before: string | undefined, comment: string): string {
  return before === undefined || before === '' ? comment : `${before}\n\n${comment}`
}

function splitLines(text: string, entities: readonly Entity[]): readonly Line[] {
  const values = entities.filter(({ role }) => role === 'value')
  const lines: Line[] = []
  let start = 0
  let next = 0
  for (const line of text.replace(/\n$/, '').split('\n')) {
    const end = start + line.length
    const isMarker = /^(?:---|\.\.\.)(?:\s|$)/.test(line)
    // What stands behind the first document goes lost.
    if (isMarker && lines.some(({ isContent }) => isContent)) break
    if (isMarker) {
      start = end + 1
      continue
    }
    while (next < values.length && (values[next]?.end ?? 0) <= start) next += 1
    const value = values[next]
    const isInside = value !== undefined && value.start < start && start < value.end
    lines.push({ start, text: line, isContent: isInside || !/^\s*(?:#.*)?$/.test(line) })
    start = end + 1
  }
  return lines
}

function commentBeside(text: string, { node, role, start, end }: Entity): string | undefined {
  if (role === 'item') {
    const dash = text.slice(text.lastIndexOf('-', Math.max(start - 1, 0)), start)
    return /^-[ \t]+(#[^\n]*)\n/.exec(dash)?.[1]?.trimEnd()
  }
  if (role === 'value' && (node.style === 'literal' || node.style === 'folded')) {
    return /^[|>][-+\d]*[ \t]+(#[^\n]*)/.exec(text.slice(start, start + 1000))?.[1]?.trimEnd()
  }
  const lineEnd = text.indexOf('\n', end)
  const rest = text.slice(Math.max(start, end), lineEnd < 0 ? undefined : lineEnd)
  const [, comment] = (role === 'key' ? /^\s*:[ \t]+(#.*)$/ : /^[ \t]+(#.*)$/).exec(rest) ?? []
  return comment?.trimEnd()
}

/** An entity that starts a line, with its column. */
interface Opening {
  readonly node: TreeNode
  readonly column: number
  readonly isItem: boolean
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
    const opening = { node, column: start - line, isItem: role === 'item' }
    if (openings === undefined) byLine.set(line, [opening])
    else openings.push(opening)
  }
  return byLine
}
