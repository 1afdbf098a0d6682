import type { LineIndex } from '../../source/line-index.ts'
import type { Comment, CommentedText } from './commented-text.ts'
import { createStatements } from './create-statements.ts'

/** The comments `<!-- … -->` of Markdown and HTML; what stands in code, fenced or between backticks, is an example. */
export function readMarkupComments(text: string, lines: LineIndex): CommentedText {
  const comments: Comment[] = []
  const lineCount = lines.positionAt(text.length).line
  const statements = createStatements(lineCount)
  let fence: string | undefined
  let opened: number | undefined
  for (let line = 1; line <= lineCount; line += 1) {
    const content = lines.lineText(line)
    const begin = lines.offsetOf(line)
    const mark = /^\s*(?:[-*+>]\s*)*(`{3,}|~{3,})/.exec(content)?.[1]
    if (opened === undefined && (fence !== undefined || mark !== undefined)) {
      statements.add(line, line)
      if (fence === undefined) fence = mark
      else if (mark?.startsWith(fence)) fence = undefined
      continue
    }
    let at = 0
    let isContent = false
    let ticks = 0
    while (at < content.length) {
      if (opened !== undefined) {
        const close = content.indexOf('-->', at)
        if (close < 0) break
        comments.push(toComment(text, opened, begin + close + 3))
        opened = undefined
        at = close + 3
        continue
      }
      const found = content.indexOf('<!--', at)
      const before = content.slice(at, found < 0 ? content.length : found)
      ticks += before.split('`').length - 1
      isContent ||= before.trim() !== ''
      if (found < 0) break
      at = found + 4
      if (ticks % 2 === 0) opened = begin + found
      else isContent = true
    }
    if (isContent) statements.add(line, line)
  }
  return { comments, ...statements.finish() }
}

function toComment(text: string, start: number, end: number): Comment {
  const textStart = start + 4
  return { start, end, text: text.slice(textStart, Math.max(textStart, end - 3)), textStart }
}
