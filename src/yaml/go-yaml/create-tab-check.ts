import type { Cause } from './causes.ts'
import type { Lexeme } from './lexemes-of.ts'
import type { Reader } from './reader.ts'

type Add = (cause: Cause, start: number, end: number, data?: Record<string, string>) => void

/**
 * Follows, token by token, where go-yaml's scanner takes a tab for white space: everywhere but where a key may begin,
 * that is after a line break outside of brackets, and after `-` and `?`. White space after a plain scalar belongs to the
 * scalar, and no tab may stand in it up to the column of what the scalar is in. Before a comment that follows another
 * one, go-yaml v3 takes anything blank.
 */
export function createTabCheck(text: string, reader: Reader, add: Add): (lexeme: Lexeme | 'end') => void {
  let mayBeginKey = true
  let mark = ''
  let depth = 0
  let lineStart = 0
  /** Column of the key or dash that the scalar at hand belongs to. */
  let indent = -1
  let keyColumn: number | undefined
  let isAfterPlain = false
  let isOnNextLine = false
  let header: string | undefined
  let isAfterComment = false
  /** A tab that is one too many unless a comment follows. */
  let held: number | undefined

  const checkTab = (tab: number): void => {
    if (isAfterPlain) {
      if (isOnNextLine && tab - lineStart <= indent) add('tabIndents', tab, tab + 1)
    } else if (depth === 0 && mayBeginKey) {
      if (isAfterComment && reader === 'manifest') held ??= tab
      else add(mark === '' ? 'tabIndents' : 'tabAfterMark', tab, tab + 1, { mark })
    }
  }
  const endLine = (end: number): void => {
    lineStart = end
    isOnNextLine = true
    keyColumn = undefined
    if (depth === 0 && !isAfterPlain) mayBeginKey = true
    mark = ''
  }
  /** White space, which may hold line breaks that were taken out for the library. */
  const checkSpace = (start: number, end: number): void => {
    let hasTab = false
    for (let at = start; at < end; at += 1) {
      const character = text.charAt(at)
      if (character === '\n') {
        endLine(at + 1)
        hasTab = false
      } else if (character === '\t' && !hasTab) {
        hasTab = true
        checkTab(at)
      }
    }
  }
  const checkBlock = (start: number, content: string): void => {
    const leading = /^(?: *\r?\n)* *(?=\t)/.exec(content)?.[0]
    if (leading === undefined || /\d/.test(header ?? '')) return
    add('tabBeginsBlock', start + leading.length, start + leading.length + 1)
  }
  /** The lines of a plain scalar after its first. */
  const checkPlain = (start: number, end: number): void => {
    const own = text.slice(start, end)
    for (let at = own.indexOf('\n'); at >= 0; at = own.indexOf('\n', at + 1)) {
      lineStart = start + at + 1
      let blank = lineStart
      while (text.charAt(blank) === ' ') blank += 1
      if (text.charAt(blank) === '\t' && blank - lineStart <= indent) add('tabIndents', blank, blank + 1)
    }
  }

  return (lexeme) => {
    if (lexeme === 'end') {
      if (held !== undefined) add('tabIndents', held, held + 1)
      return
    }
    const { type, text: token, start } = lexeme
    const end = start + token.length
    const column = start - lineStart
    if (type === 'space') return checkSpace(start, end)
    if (type === 'newline') return endLine(end)
    if (held !== undefined && type !== 'comment') add('tabIndents', held, held + 1)
    held = undefined
    isAfterPlain = false
    isAfterComment = type === 'comment' && text.slice(lineStart, start).trim() === ''
    if (type === 'comment') return

    mark = ''
    if (type === 'seq-item-ind' || type === 'explicit-key-ind') {
      if (depth > 0) return
      indent = column
      keyColumn = undefined
      mayBeginKey = true
      mark = token
    } else if (type === 'map-value-ind') {
      if (depth > 0) return
      indent = keyColumn ?? column
      mayBeginKey = keyColumn === undefined
      if (mayBeginKey) mark = token
    } else if (type === 'content' && header !== undefined) {
      checkBlock(start, token)
      header = undefined
      endLine(end)
    } else {
      if (type === 'flow-map-start' || type === 'flow-seq-start') depth += 1
      else if (type === 'flow-map-end' || type === 'flow-seq-end') depth = Math.max(0, depth - 1)
      else if (type === 'flow-error-end') depth = 0
      else if (type === 'doc-start' || type === 'doc-end') indent = -1
      else if (type === 'block-scalar-header') header = token
      keyColumn ??= column
      mayBeginKey = false
      if (type === 'content') {
        checkPlain(start, end)
        isAfterPlain = true
        isOnNextLine = false
      } else {
        const lastBreak = text.slice(start, end).lastIndexOf('\n')
        if (lastBreak >= 0) lineStart = start + lastBreak + 1
      }
    }
  }
}
