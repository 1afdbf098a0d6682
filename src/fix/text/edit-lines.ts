import { lineBreakOf } from '../../yaml/edit/line-break-of.ts'
import type { TextEdit } from '../../yaml/edit/text-edit.ts'

/** Inserts whole lines where a line begins, or at an end of the text that may lack its line break. */
export function insertLines(text: string, at: number, lines: string): TextEdit {
  const lineBreak = lineBreakOf(text)
  const isOpen = at > 0 && text[at - 1] !== '\n'
  const ended = /\n$/.test(lines) ? lines : `${lines}${lineBreak}`
  return { start: at, end: at, text: isOpen ? `${lineBreak}${ended.replace(/\r?\n$/, '')}` : ended }
}

/** Removes whole lines, and an empty line where two would meet or one would end the file. */
export function removeLines(text: string, start: number, end: number): TextEdit {
  const before = text.slice(0, start)
  const isAfterGap = before === '' || /\n[ \t]*\r?\n$/.test(before)
  const gap = /^[ \t]*\r?\n/.exec(text.slice(end))?.[0].length ?? 0
  if (isAfterGap && gap > 0) return { start, end: end + gap, text: '' }
  if (isAfterGap && end >= text.length && before !== '') {
    return { start: before.replace(/(?:[ \t]*\r?\n)+$/, '').length + lineBreakOf(text).length, end, text: '' }
  }
  return { start, end, text: '' }
}
