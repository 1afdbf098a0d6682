import type { TemplateErrorCode } from './template-error.ts'
import { TemplateError } from './template-error.ts'

/** A place in a template that is being read. */
export interface TemplateCursor {
  readonly text: string
  at: number
}

/** The character at the cursor; empty at the end, which a NUL is to Flux as well. */
export function peek({ text, at }: TemplateCursor): string {
  const character = text.charAt(at)
  return character === '\0' ? '' : character
}

/** Whether a nested expression begins at the cursor. */
export function isAtExpression({ text, at }: TemplateCursor): boolean {
  return text.startsWith('${', at)
}

/**
 * Reads text up to an expression, the end, or one of the given characters. `escapes` are pairs that stand for their second
 * character. Empty where there is none.
 */
export function readText(cursor: TemplateCursor, stops: string, escapes: readonly string[]): string {
  const { text } = cursor
  const parts: string[] = []
  let copied = cursor.at
  for (; cursor.at < text.length; cursor.at += 1) {
    const character = text.charAt(cursor.at)
    if (character === '\0') break
    if (character === '$' || character === '\\') {
      if (isAtExpression(cursor)) break
      if (escapes.includes(text.slice(cursor.at, cursor.at + 2))) {
        parts.push(text.slice(copied, cursor.at))
        cursor.at += 1
        copied = cursor.at
        continue
      }
    }
    if (stops.includes(character)) break
  }
  parts.push(text.slice(copied, cursor.at))
  return parts.join('')
}

/** Fails at the cursor, in the expression that began at `start`. */
export function failAt(cursor: TemplateCursor, code: TemplateErrorCode, message: string, start: number): never {
  throw new TemplateError(code, message, start, cursor.at)
}
