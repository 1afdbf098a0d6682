import type { LineIndex } from '../../source/line-index.ts'
import type { Comment, CommentedText } from './commented-text.ts'
import { createStatements } from './create-statements.ts'

/** The comments of a text of lines, such as `.env`: from a `#` that begins a line or stands after white space. */
export function readHashComments(text: string, lines: LineIndex): CommentedText {
  const comments: Comment[] = []
  const lineCount = lines.positionAt(text.length).line
  const statements = createStatements(lineCount)
  for (let line = 1; line <= lineCount; line += 1) {
    const content = lines.lineText(line)
    const at = content.search(/(?<!\S)#/)
    if (content.slice(0, at < 0 ? content.length : at).trim() !== '') statements.add(line, line)
    if (at < 0) continue
    const words = content.slice(at).replace(/^#+/, '')
    const start = lines.offsetOf(line) + at
    comments.push({
      start,
      end: start + content.slice(at).trimEnd().length,
      text: words.trimEnd(),
      textStart: lines.offsetOf(line) + content.length - words.length,
    })
  }
  return { comments, ...statements.finish() }
}
