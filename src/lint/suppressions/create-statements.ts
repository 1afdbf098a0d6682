import type { CommentedText } from './commented-text.ts'

/** Collects which lines have content, and which belong together. */
export interface Statements {
  /** Notes content from one 1-based line to another: one statement, with all that stands in the first line. */
  add(from: number, to: number): void
  finish(): Pick<CommentedText, 'statementAt' | 'hasContent'>
}

/** Starts with lines that are all empty. Content is to be added from top to bottom. */
export function createStatements(lineCount: number): Statements {
  const own = new Uint32Array(lineCount + 2)
  return {
    add(from, to) {
      const first = own[from] || from
      for (let line = from; line <= to && line <= lineCount; line += 1) own[line] = first
    },
    finish() {
      const next = own.slice()
      for (let line = lineCount; line > 0; line -= 1) if (next[line] === 0) next[line] = next[line + 1] ?? 0
      return {
        statementAt: (line) => next[line] || undefined,
        hasContent: (line) => (own[line] ?? 0) > 0,
      }
    },
  }
}
