import { CST, Lexer } from 'yaml'

/** A piece of a YAML text. All of them together are the text. */
export interface Lexeme {
  /** `content` is a plain scalar or the lines of a block scalar; `unknown` is text that is no token. */
  readonly type: 'content' | 'unknown' | CST.TokenType
  readonly text: string
  readonly start: number
}

/** Cuts a text into tokens and white space. Linear, without recursion, and never throws. */
export function* lexemesOf(text: string): Generator<Lexeme, void> {
  let start = 0
  let isContent = false
  for (const lexeme of new Lexer().lex(text)) {
    const type: Lexeme['type'] = isContent ? 'content' : (CST.tokenType(lexeme) ?? 'unknown')
    isContent = type === 'scalar'
    if (type === 'scalar' || type === 'doc-mode') continue
    if (type === 'flow-error-end') {
      yield { type, text: '', start }
      continue
    }
    yield { type, text: lexeme, start }
    start += lexeme.length
  }
}
