import type { TemplateExpression, TemplatePart } from './template.ts'
import { failAt, isAtExpression, peek, readText, type TemplateCursor } from './template-cursor.ts'

/** Expressions in expressions; what people write has two or three. */
const maximumDepth = 500
const nameForm = /[\p{L}\p{Nd}_]+/uy

/**
 * Reads a text with `${…}` as Flux's envsubst 1.7.0 does, with its quirks: `$$` is a dollar outside of expressions, a NUL
 * ends the text, and the pattern of a replacement may hold a `}`. Throws a TemplateError at the first mistake.
 */
export function parseTemplate(text: string): readonly TemplatePart[] {
  const cursor: TemplateCursor = { text, at: 0 }
  const parts: TemplatePart[] = []
  for (;;) {
    if (isAtExpression(cursor)) parts.push(parseExpression(cursor, 1))
    else {
      const own = readText(cursor, '', ['$$'])
      if (own === '') return parts
      parts.push({ is: 'text', text: own })
    }
  }
}

function parseExpression(cursor: TemplateCursor, depth: number): TemplateExpression {
  const start = cursor.at
  cursor.at += 2
  if (depth > maximumDepth)
    failAt(cursor, 'too-deep', `more than ${maximumDepth} expressions stand in each other`, start)
  const expression = parseInside(cursor, start, depth)
  return { is: 'expression', ...expression, start, end: cursor.at }
}

type Inside = Pick<TemplateExpression, 'name' | 'operator' | 'arguments'>

function parseInside(cursor: TemplateCursor, start: number, depth: number): Inside {
  if (peek(cursor) === '#') return parseLength(cursor, start)
  const name = readName(cursor)
  if (name === '') failAt(cursor, 'bad-variable-name', 'no name of a variable follows on `${`', start)
  const argument = (stops: string, escapes: readonly string[] = []): TemplatePart =>
    parseArgument(cursor, start, depth, stops, escapes)
  const first = peek(cursor)
  const second = cursor.text.charAt(cursor.at + 1)
  switch (first) {
    case ':': {
      if (second !== '' && '=-?+'.includes(second)) {
        return { name, operator: take(cursor, 2), arguments: parseDefault(cursor, argument) }
      }
      // Flux loses its place here where what follows on the colon is not one byte.
      if (second === '' || second > '\x7f') failAt(cursor, 'bad-substitution', 'no number follows on the colon', start)
      const operator = take(cursor, 1)
      const offset = argument(':}')
      if (peek(cursor) === ':') {
        while (peek(cursor) === ':') cursor.at += 1
        const length = argument('}')
        close(cursor, start)
        return { name, operator, arguments: [offset, length] }
      }
      close(cursor, start)
      return { name, operator, arguments: [offset] }
    }
    case '=':
      return { name, operator: take(cursor, 1), arguments: parseDefault(cursor, argument) }
    case ',':
    case '^': {
      const operator = take(cursor, second === ',' || second === '^' ? 2 : 1)
      close(cursor, start)
      return { name, operator, arguments: [] }
    }
    case '#':
    case '%': {
      const operator = take(cursor, second === first ? 2 : 1)
      const pattern = argument('}')
      close(cursor, start)
      return { name, operator, arguments: [pattern] }
    }
    case '/':
      return { name, operator: take(cursor, second !== '' && '/#%'.includes(second) ? 2 : 1), ...parseReplacement() }
    default:
      if (first !== '}') failAt(cursor, 'missing-brace', 'no `}` follows on the name of the variable', start)
      cursor.at += 1
      return { name, operator: '', arguments: [] }
  }

  function parseReplacement(): Pick<Inside, 'arguments'> {
    const escapes = ['$$', '\\/', '\\\\']
    const pattern = argument('/', escapes)
    if (peek(cursor) !== '/') failAt(cursor, 'bad-substitution', 'no `/` follows on what is to be replaced', start)
    while (peek(cursor) === '/') cursor.at += 1
    const parts = peek(cursor) === '}' ? [pattern] : [pattern, argument('}', escapes)]
    close(cursor, start)
    return { arguments: parts }
  }
}

function parseLength(cursor: TemplateCursor, start: number): Inside {
  cursor.at += 1
  const name = readName(cursor)
  if (name === '') failAt(cursor, 'bad-substitution', 'no name of a variable follows on `${#`', start)
  close(cursor, start)
  return { name, operator: '#', arguments: [] }
}

function parseDefault(cursor: TemplateCursor, argument: (stops: string) => TemplatePart): readonly TemplatePart[] {
  const parts: TemplatePart[] = []
  while (peek(cursor) !== '}') parts.push(argument('}'))
  cursor.at += 1
  return parts
}

function parseArgument(
  cursor: TemplateCursor,
  start: number,
  depth: number,
  stops: string,
  escapes: readonly string[],
): TemplatePart {
  if (isAtExpression(cursor)) return parseExpression(cursor, depth + 1)
  const text = readText(cursor, stops, escapes)
  if (text === '') failAt(cursor, 'bad-argument', 'nothing that could be read follows on the operator', start)
  return { is: 'text', text }
}

function readName(cursor: TemplateCursor): string {
  nameForm.lastIndex = cursor.at
  const [name = ''] = nameForm.exec(cursor.text) ?? []
  cursor.at += name.length
  return name
}

function take(cursor: TemplateCursor, length: number): string {
  const taken = cursor.text.slice(cursor.at, cursor.at + length)
  cursor.at += length
  return taken
}

function close(cursor: TemplateCursor, start: number): void {
  if (peek(cursor) !== '}') failAt(cursor, 'bad-substitution', 'no `}` ends the expression here', start)
  cursor.at += 1
}
