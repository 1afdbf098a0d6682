import { type Emitter, put, putBreak, putIndent, putIndicator } from './emitter.ts'
import { escapeCharacter } from './escape-character.ts'

/** Lines are broken at the first space behind this column. */
const bestWidth = 80

/** Writes a text without quotes. */
export function putPlain(emitter: Emitter, text: string, mayBreak: boolean): void {
  if (!emitter.hasSpace) put(emitter, ' ')
  putFolded(emitter, text, mayBreak, (index) => text[index + 1] !== ' ')
  emitter.hasSpace = false
  emitter.isIndentation = false
}

/** Writes a text in single quotes. */
export function putSingleQuoted(emitter: Emitter, text: string, mayBreak: boolean): void {
  putIndicator(emitter, "'", { afterSpace: true })
  const last = text.length - 1
  putFolded(emitter, text, mayBreak, (index) => index > 0 && index < last && text[index + 1] !== ' ')
  putIndicator(emitter, "'")
  emitter.hasSpace = false
  emitter.isIndentation = false
}

/** Writes text that has its line breaks doubled, and new ones at single spaces where the line is long. */
function putFolded(emitter: Emitter, text: string, mayBreak: boolean, isFoldable: (index: number) => boolean): void {
  const isQuoted = emitter.parts.at(-1) === "'"
  let afterSpace = false
  let afterBreak = false
  for (let index = 0; index < text.length; index += 1) {
    const character = text.charAt(index)
    if (character === ' ') {
      if (mayBreak && !afterSpace && emitter.column > bestWidth && isFoldable(index)) putIndent(emitter)
      else put(emitter, character)
      afterSpace = true
    } else if (isBreak(character)) {
      if (!afterBreak && character === '\n') putBreak(emitter)
      putBreak(emitter, character)
      emitter.isIndentation = true
      afterBreak = true
    } else {
      if (afterBreak) putIndent(emitter)
      put(emitter, isQuoted && character === "'" ? "''" : character)
      emitter.isIndentation = false
      afterSpace = false
      afterBreak = false
    }
  }
}

const printable = /^[\x20-\x7e\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd]$/

/** Writes a text in double quotes with all escapes that it needs. */
export function putDoubleQuoted(emitter: Emitter, text: string, mayBreak: boolean): void {
  putIndicator(emitter, '"', { afterSpace: true })
  // libyaml looks for a byte order mark at the start of the text when it judges any of its characters.
  const escapesAll = text.startsWith('\ufeff')
  let afterSpace = false
  let index = 0
  for (const character of text) {
    if (escapesAll || !printable.test(character) || isBreak(character) || character === '"' || character === '\\') {
      put(emitter, escapeCharacter(character))
      afterSpace = false
    } else if (character !== ' ') {
      put(emitter, character)
      afterSpace = false
    } else {
      const isInner = index > 0 && index < text.length - 1
      if (mayBreak && !afterSpace && emitter.column > bestWidth && isInner) {
        putIndent(emitter)
        if (text[index + 1] === ' ') put(emitter, '\\')
      } else put(emitter, character)
      afterSpace = true
    }
    index += character.length
  }
  putIndicator(emitter, '"')
  emitter.hasSpace = false
  emitter.isIndentation = false
}

/** Writes a text as a block below a `|`. */
export function putLiteral(emitter: Emitter, text: string): void {
  putIndicator(emitter, '|', { afterSpace: true })
  if (text.startsWith(' ') || isBreak(text.charAt(0))) putIndicator(emitter, '2')
  if (!isBreak(text.charAt(text.length - 1))) putIndicator(emitter, '-')
  else if (text.length === 1 || isBreak(text.charAt(text.length - 2))) putIndicator(emitter, '+')
  putBreak(emitter)
  emitter.isIndentation = true
  emitter.hasSpace = true
  let afterBreak = true
  // One part for each stretch within a line.
  for (const part of text.split(/([\n\u2028\u2029])/)) {
    if (part === '') continue
    if (isBreak(part)) {
      putBreak(emitter, part)
      emitter.isIndentation = true
      afterBreak = true
    } else {
      if (afterBreak) putIndent(emitter)
      put(emitter, part)
      emitter.isIndentation = false
      afterBreak = false
    }
  }
}

function isBreak(character: string): boolean {
  return (
    character === '\n' ||
    character === '\r' ||
    character === '\u2028' ||
    character === '\u2029' ||
    character === '\u0085'
  )
}
