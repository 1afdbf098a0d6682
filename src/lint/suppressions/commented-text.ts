/** A comment of a file: where it stands with its marks, and its words without them. */
export interface Comment {
  readonly start: number
  readonly end: number
  readonly text: string
  /** Where the words begin. */
  readonly textStart: number
}

/** A text as suppressions see it: its comments, and the statements between them. */
export interface CommentedText {
  readonly comments: readonly Comment[]
  /**
   * The statement of a 1-based line, named by the line that it begins in. A line without content belongs to the next
   * statement; undefined after the last.
   */
  statementAt(line: number): number | undefined
  /** Whether something else than a comment stands in a 1-based line. */
  hasContent(line: number): boolean
}
