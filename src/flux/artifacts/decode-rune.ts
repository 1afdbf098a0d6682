/** A code point and the number of bytes it takes. */
export interface Rune {
  readonly code: number
  readonly width: number
}

/** What Go gives for a byte that begins no valid sequence. */
const invalid: Rune = { code: 0xfffd, width: 1 }
const lead = [
  { from: 0xc2, to: 0xdf, width: 2, mask: 0x1f, least: 0x80 },
  { from: 0xe0, to: 0xef, width: 3, mask: 0x0f, least: 0x800 },
  { from: 0xf0, to: 0xf4, width: 4, mask: 0x07, least: 0x10000 },
] as const

/** The code point at an offset of a byte text, as Go decodes it: a stray byte counts as one code point of its own. */
export function decodeRune(bytes: string, at: number): Rune {
  const first = bytes.charCodeAt(at)
  if (first < 0x80) return { code: first, width: 1 }
  const kind = lead.find(({ from, to }) => from <= first && first <= to)
  if (kind === undefined || at + kind.width > bytes.length) return invalid
  let code = first & kind.mask
  for (let next = at + 1; next < at + kind.width; next++) {
    const byte = bytes.charCodeAt(next)
    if ((byte & 0xc0) !== 0x80) return invalid
    code = (code << 6) | (byte & 0x3f)
  }
  const isSurrogate = code >= 0xd800 && code <= 0xdfff
  return code < kind.least || code > 0x10ffff || isSurrogate ? invalid : { code, width: kind.width }
}
