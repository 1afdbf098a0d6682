import { CST, Lexer } from 'yaml'
import type { LineIndex } from '../../source/line-index.ts'
import type { Comment, CommentedText } from './commented-text.ts'
import { createStatements } from './create-statements.ts'

/**
 * The comments of a YAML text, broken or not. A `#` in a scalar is none. A scalar of several lines is one statement with
 * the line that it begins in, as no comment can stand inside of it.
 */
export function readYamlComments(text: string, lines: LineIndex): CommentedText {
  const comments: Comment[] = []
  const lineAt = (offset: number): number => lines.positionAt(offset).line
  const statements = createStatements(lineAt(text.length))
  let offset = 0
  let isScalar = false
  let header: number | undefined
  for (const token of new Lexer().lex(text)) {
    if (!isScalar && (token === CST.DOCUMENT || token === CST.FLOW_END)) continue
    if (!isScalar && token === CST.SCALAR) {
      isScalar = true
      continue
    }
    const start = offset
    offset += token.length
    const type = isScalar ? 'scalar' : CST.tokenType(token)
    if (type === 'comment') {
      const words = token.replace(/^#+/, '')
      const end = start + token.trimEnd().length
      comments.push({ start, end, text: words.trimEnd(), textStart: start + token.length - words.length })
    } else if (type === 'block-scalar-header') {
      header = lineAt(start)
      statements.add(header, header)
    } else if (type === 'scalar' && header !== undefined) {
      statements.add(header, lineAt(Math.max(start, start + token.trimEnd().length - 1)))
      header = undefined
    } else if (!empty.has(type ?? 'error')) {
      statements.add(lineAt(start), lineAt(Math.max(start, offset - 1)))
    }
    isScalar = false
  }
  return { comments, ...statements.finish() }
}

/** Tokens that are nothing that a finding or a comment could be about. */
const empty = new Set(['byte-order-mark', 'directive-line', 'space', 'newline', 'doc-start', 'doc-end'])
