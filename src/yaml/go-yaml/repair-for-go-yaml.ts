import { lexemesOf } from './lexemes-of.ts'

/** A spelling that go-yaml reads and the `yaml` library does not, written so that both do. */
export interface Repair {
  /** As long as the text that was given, so that offsets stay. */
  readonly text: string
  /** Where the spelling ends: what is wrong before stays wrong. */
  readonly end: number
}

/**
 * Rewrites what a message of the `yaml` library is about, where it may be something that go-yaml accepts: quoted
 * scalars and bracketed collections whose lines are not indented, comments in brackets, the escape `\'`, a dash
 * alone in brackets, an alias with its colon. Undefined where it is none of these.
 */
export function repairForGoYaml(text: string, message: string, offset: number): Repair | undefined {
  if (message.startsWith('Missing closing')) return joinQuote(text, quoteBefore(text, offset))
  if (message.includes('must be sufficiently indented')) return joinBrackets(text, openBracketsAt(text, offset).at(-1))
  if (message.startsWith('Comments must be separated')) {
    const end = endOfLine(text, offset)
    return /[\s,[{]/.test(text.charAt(offset - 1)) ? replace(text, offset, end, ' ') : undefined
  }
  if (message.startsWith("Invalid escape sequence \\'")) return replace(text, offset, offset + 1, ' ')
  if (message.startsWith('Block collections are not allowed') && /^-\s*[\],}]/.test(text.slice(offset, offset + 50))) {
    return replace(text, offset, offset + 1, 'x')
  }
  const alias = /^\*([\w-]+):\s/.exec(text.slice(offset, offset + 100))?.[1]
  if (alias !== undefined && hasAnchor(text.slice(0, offset), alias)) return replace(text, offset, offset + 1, 'x')
  const marker = /^---#/.test(text.slice(offset, offset + 4)) && offset > 0
  return marker ? replace(text, offset + 3, endOfLine(text, offset), ' ') : undefined
}

function hasAnchor(text: string, name: string): boolean {
  const at = text.lastIndexOf(`&${name}`)
  return at >= 0 && /^\s/.test(text.slice(at + name.length + 1, at + name.length + 2))
}

/** What may be spent on looking for the next place, in characters. */
const maximumScanned = 10_000_000

/**
 * Puts every quoted scalar and bracketed collection that the library cuts off for want of indentation on one line, at
 * once and without parsing in between. Undefined where there is none, or one that never ends.
 */
export function joinAllForGoYaml(original: string): string | undefined {
  let text = original
  for (let left = maximumScanned; left > 0; left -= text.length + 1) {
    const repair = joinFirst(text)
    if (repair === 'none') return text === original ? undefined : text
    if (repair === undefined) return undefined
    text = repair.text
  }
  return undefined
}

function joinFirst(text: string): Repair | 'none' | undefined {
  const open: number[] = []
  for (const { type, text: token, start } of lexemesOf(text)) {
    const isQuoted = type === 'double-quoted-scalar' || type === 'single-quoted-scalar'
    if (isQuoted && !isClosed(token)) return joinQuote(text, start)
    if (type === 'flow-map-start' || type === 'flow-seq-start') open.push(start)
    else if (type === 'flow-map-end' || type === 'flow-seq-end') open.pop()
    else if (type === 'flow-error-end') return joinBrackets(text, open.at(-1))
  }
  return 'none'
}

/** Whether a quoted scalar ends with its quote, and not with an escaped one. */
function isClosed(token: string): boolean {
  const inside = token.slice(1)
  if (token.startsWith("'")) return (/'*$/.exec(inside)?.[0].length ?? 0) % 2 === 1
  return inside.endsWith('"') && (/\\*$/.exec(inside.slice(0, -1))?.[0].length ?? 0) % 2 === 0
}

/** The offsets of the brackets and braces that are open at an offset, the innermost last. */
export function openBracketsAt(text: string, offset: number): readonly number[] {
  const open: number[] = []
  for (const { type, start } of lexemesOf(text)) {
    if (start > offset || (start === offset && type === 'flow-error-end')) break
    if (type === 'flow-map-start' || type === 'flow-seq-start') open.push(start)
    else if (type === 'flow-error-end') open.length = 0
    else if (start < offset && (type === 'flow-map-end' || type === 'flow-seq-end')) open.pop()
  }
  return open
}

/** The offset of the quoted scalar that the lexer ends at an offset. */
export function quoteBefore(text: string, offset: number): number | undefined {
  for (const lexeme of lexemesOf(text)) {
    const isQuoted = lexeme.type === 'double-quoted-scalar' || lexeme.type === 'single-quoted-scalar'
    if (isQuoted && lexeme.start + lexeme.text.length >= offset) return lexeme.start < offset ? lexeme.start : undefined
  }
  return undefined
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from)
  return end < 0 ? text.length : end
}

/** Where the quoted scalar that begins at an offset ends, line breaks or not; -1 where it never does. */
function endOfQuote(text: string, start: number): number {
  const quote = text.charAt(start)
  for (let at = start + 1; at < text.length; at += 1) {
    const character = text.charAt(at)
    if (quote === '"' && character === '\\') at += 1
    else if (character === '\n' && isMarker(text, at + 1)) return -1
    else if (character === quote) {
      if (quote === '"' || text.charAt(at + 1) !== quote) return at + 1
      at += 1
    }
  }
  return -1
}

/** Puts the quoted scalar that begins at an offset on one line; undefined where it never ends. */
function joinQuote(text: string, start: number | undefined): Repair | undefined {
  const end = start === undefined ? -1 : endOfQuote(text, start)
  if (start === undefined || end < 0) return undefined
  return { text: text.slice(0, start) + onOneLine(text.slice(start, end)) + text.slice(end), end }
}

/** Puts the collection that begins at an offset on one line, without comments; undefined where it never ends. */
function joinBrackets(text: string, start: number | undefined): Repair | undefined {
  if (start === undefined) return undefined
  let joined = ''
  let copied = start
  let depth = 0
  for (let at = start; at < text.length; at += 1) {
    const character = text.charAt(at)
    const isAfterSpace = /[\s,[{:]/.test(text.charAt(at - 1))
    if (character === '[' || character === '{') depth += 1
    else if (character === ']' || character === '}') {
      depth -= 1
      if (depth === 0) {
        joined += text.slice(copied, at + 1)
        return { text: text.slice(0, start) + onOneLine(joined) + text.slice(at + 1), end: at + 1 }
      }
    } else if (character === '\n' && isMarker(text, at + 1)) return undefined
    else if (character === '#' && isAfterSpace) {
      const end = endOfLine(text, at)
      joined += text.slice(copied, at) + ' '.repeat(end - at)
      copied = end
      at = end - 1
    } else if ((character === '"' || character === "'") && isAfterSpace) {
      const end = endOfQuote(text, at)
      if (end < 0) return undefined
      at = end - 1
    }
  }
  return undefined
}

function isMarker(text: string, lineStart: number): boolean {
  return /^(?:---|\.\.\.(?:\s|$))/.test(text.slice(lineStart, lineStart + 4))
}

function onOneLine(text: string): string {
  return text.replace(/[\r\n]/g, ' ')
}

function replace(text: string, start: number, end: number, character: string): Repair {
  return { text: text.slice(0, start) + character.repeat(end - start) + text.slice(end), end }
}
