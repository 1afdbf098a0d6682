import { toPrintable } from './to-printable.ts'

/** Text as code, also within a table: nothing in it becomes markup. */
export function codeSpan(text: string): string {
  const plain = toPrintable(text).replaceAll('`', "'")
  // A backslash before the one that holds a bar would set the bar free, and end the cell.
  const shown = plain.includes('|') ? plain.replaceAll('\\', '\ufffd').replaceAll('|', '\\|') : plain
  return shown.trim() === '' ? '`(empty)`' : `\`${shown}\``
}

/** A sentence with code in pairs of backticks; what is outside of it, or behind a backtick alone, becomes no markup. */
export function escapeMarkdown(text: string): string {
  const parts = toPrintable(text).split('`')
  const alone = parts.length % 2 === 0 ? parts.length - 1 : undefined
  const shown = parts.map((part, index) => {
    if (index % 2 === 0 || index === alone) return escapePlain(part)
    return part.trim() === '' ? "''" : codeSpan(part)
  })
  if (alone === undefined) return shown.join('')
  return `${shown.slice(0, alone).join('')}'${shown[alone] ?? ''}`
}

function escapePlain(text: string): string {
  return text
    .replace(/[\\<>[\]*_|@#~$&!]/g, '\\$&')
    .replace(/:(?=\/\/)/g, '\\:')
    .replace(/\bwww\./gi, 'www\\.')
    .replace(/^(\s*)([-+=])/, '$1\\$2')
    .replace(/^(\s*\d+)([.)])/, '$1\\$2')
}

/** The backticks around rows of code: more than stand together in any of them. */
export function fenceAround(rows: readonly string[]): string {
  let longest = 2
  for (const row of rows) for (const [run] of row.matchAll(/`+/g)) longest = Math.max(longest, run.length)
  return '`'.repeat(longest + 1)
}
