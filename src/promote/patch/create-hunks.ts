import { type DiffEffort, diffTextLines, type LineEdit } from './diff-text-lines.ts'

/** Unchanged lines that are shown around a change. */
const context = 3

/** The hunks of a unified diff, with three lines of context; each line of the result ends with a line break. */
export function createHunks(before: string, after: string, effort: DiffEffort): string {
  const oldLines = splitLines(before)
  const newLines = splitLines(after)
  const groups = groupEdits(diffTextLines(oldLines, newLines, effort))
  return groups.map((edits) => printHunk(edits, oldLines, newLines)).join('')
}

/** Lines with their line breaks, since the last one may have none. */
function splitLines(text: string): readonly string[] {
  const lines = text.split('\n').map((line) => `${line}\n`)
  const last = text.slice(text.lastIndexOf('\n') + 1)
  return last === '' ? lines.slice(0, -1) : [...lines.slice(0, -1), last]
}

/** Edits whose context meets share a hunk. */
function groupEdits(edits: readonly LineEdit[]): readonly (readonly LineEdit[])[] {
  const groups: LineEdit[][] = []
  for (const edit of edits) {
    const group = groups.at(-1)
    const last = group?.at(-1)
    if (group !== undefined && last !== undefined && edit.oldStart - last.oldEnd <= 2 * context) group.push(edit)
    else groups.push([edit])
  }
  return groups
}

function printHunk(edits: readonly LineEdit[], oldLines: readonly string[], newLines: readonly string[]): string {
  const [first, last] = [edits[0], edits.at(-1)]
  if (first === undefined || last === undefined) return ''
  const before = Math.min(context, first.oldStart)
  const after = Math.min(context, oldLines.length - last.oldEnd)
  const oldStart = first.oldStart - before
  const oldEnd = last.oldEnd + after
  const body: string[] = []
  const print = (sign: string, lines: readonly string[]): void => {
    for (const line of lines) body.push(sign, line, line.endsWith('\n') ? '' : '\n\\ No newline at end of file\n')
  }
  let shown = oldStart
  for (const edit of edits) {
    print(' ', oldLines.slice(shown, edit.oldStart))
    print('-', oldLines.slice(edit.oldStart, edit.oldEnd))
    print('+', newLines.slice(edit.newStart, edit.newEnd))
    shown = edit.oldEnd
  }
  print(' ', oldLines.slice(shown, oldEnd))
  const left = printRange(oldStart, oldEnd)
  const right = printRange(first.newStart - before, last.newEnd + after)
  return `@@ -${left} +${right} @@\n${body.join('')}`
}

/** Where lines begin, counted from 1, and how many they are; of none, the line before. */
function printRange(start: number, end: number): string {
  const count = end - start
  const first = count === 0 ? start : start + 1
  return count === 1 ? `${first}` : `${first},${count}`
}
