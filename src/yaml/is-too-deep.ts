import { Lexer } from 'yaml'

/** Collections in collections; manifests and the schemas of CRDs stay far below. */
const maximumDepth = 400

/** What the lexer puts where a document ends within brackets. */
const unclosed = '\u0018'

/**
 * Whether collections in a text nest deeper than can be parsed: the parser and every walk over its result recurse, and
 * an exhausted stack cannot always be caught. Each level of block nesting takes a column or an indicator of its own.
 */
export function isTooDeep(text: string): boolean {
  if (!mayBeDeep(text)) return false
  let flow = 0
  let block = 0
  let isLineStart = true
  for (const lexeme of new Lexer().lex(text)) {
    if (lexeme === '[' || lexeme === '{') flow += 1
    else if (lexeme === ']' || lexeme === '}') flow = Math.max(0, flow - 1)
    else if (lexeme === unclosed) flow = 0
    else if (/^[\r\n]/.test(lexeme)) {
      block = 0
      isLineStart = true
      continue
    } else if (isLineStart && /^ +$/.test(lexeme)) block = lexeme.length / 2
    else if (flow === 0 && (lexeme === '-' || lexeme === '?' || lexeme === ':')) block += 1
    if (flow + block > maximumDepth) return true
    if (!/^[ \t]+$/.test(lexeme)) isLineStart = false
  }
  return false
}

/** A cheap look first: most texts have neither as many brackets nor as long lines of blanks or indicators. */
function mayBeDeep(text: string): boolean {
  let brackets = 0
  for (let index = 0; index < text.length && brackets <= maximumDepth; index += 1) {
    const code = text.charCodeAt(index)
    if (code === 0x5b || code === 0x7b) brackets += 1
  }
  return brackets > maximumDepth || /^ {400}/m.test(text) || /(?:[-?:][ \t]+){50}/.test(text)
}
