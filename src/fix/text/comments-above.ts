import { lineStart } from './line-span.ts'

/**
 * Where the comments directly above the line that begins at `line` begin, looking no further up than `from`. They go with
 * the line; what stands behind an empty line does not.
 */
export function commentsAbove(text: string, from: number, line: number): number {
  let start = line
  while (start > from) {
    const above = lineStart(text, start - 1)
    if (text.slice(above, start).trim() === '') break
    start = above
  }
  return start
}
