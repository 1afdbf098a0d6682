/** A text with one place changed. */
export interface Edit {
  readonly start: number
  readonly end: number
  readonly text: string
}

/** Another value of the same type for the text at a place, of which the value may be a part, or why there is none. */
export function editText(file: string, from: number, to: number, value: string): Edit | { readonly excluded: string } {
  const inside = value === '' ? -1 : file.slice(from, to).lastIndexOf(value)
  const start = inside < 0 ? from : from + inside
  const end = inside < 0 ? to : start + value.length
  const written = file.slice(start, end)
  const replaceAll = (text: string): Edit => ({ start, end, text })
  if (written === 'true') return replaceAll('false')
  if (written === 'false') return replaceAll('true')
  if (written === '{}') return replaceAll('{lineage: probe}')
  if (written === '[]') return replaceAll('[lineage]')
  if (written === 'null' || written === '~') return replaceAll('lineage')
  if (written.trim() === '') {
    const isValue = file[start - 1] === ':' || file[start - 1] === '-'
    return replaceAll(isValue ? ' lineage' : 'lineage')
  }
  for (const offset of changeable(written)) {
    const sign = written.charAt(offset)
    return { start: start + offset, end: start + offset + 1, text: other(sign) }
  }
  const last = written.length - 1
  if (written.length > 0 && !/["'\\\s]/.test(written.charAt(last))) return { start: end, end, text: 'x' }
  return { excluded: 'no sign of it can be exchanged safely' }
}

/** Letters and digits that may be exchanged, the best first: of the first line, from its end, no part of an escape. */
function changeable(written: string): readonly number[] {
  const firstLine = written.split('\n')[0]?.length ?? 0
  const offsets = [...written.matchAll(/[A-Za-z0-9]/g)].map(({ index }) => index)
  const usable = offsets.filter((offset) => !/\\[0-9A-Za-z]*$/.test(written.slice(Math.max(0, offset - 10), offset)))
  const inFirst = usable.filter((offset) => offset < firstLine).reverse()
  return [...inFirst, ...usable.filter((offset) => offset >= firstLine)]
}

function other(sign: string): string {
  if (/[0-9]/.test(sign)) return sign === '9' ? '8' : String(Number(sign) + 1)
  const moved = String.fromCharCode(sign.charCodeAt(0) + 1)
  return /[A-Za-z]/.test(moved) ? moved : sign === 'z' ? 'y' : 'Y'
}
