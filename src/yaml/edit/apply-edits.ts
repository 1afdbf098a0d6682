import type { TextEdit } from './text-edit.ts'

/**
 * A text after edits that do not overlap, in any order; insertions at one offset keep theirs. Offsets are those of the
 * text before. Throws a RangeError where two edits overlap.
 */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const parts: string[] = []
  let at = 0
  for (const edit of [...edits].sort((a, b) => a.start - b.start || a.end - b.end)) {
    if (edit.start < at) throw new RangeError('two edits of one place')
    parts.push(text.slice(at, edit.start), edit.text)
    at = edit.end
  }
  parts.push(text.slice(at))
  return parts.join('')
}
