/**
 * Texts as Go has them: each character is one byte of UTF-8. Lengths, cuts and patterns of Flux's substitution count
 * bytes, and what is cut in two can be joined again.
 */
export type ByteText = string

const ascii = /^[\0-\x7f]*$/
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** The bytes of a text. */
export function toByteText(text: string): ByteText {
  return ascii.test(text) ? text : Buffer.from(text, 'utf8').toString('latin1')
}

/** The text of bytes, or undefined where they are no UTF-8. */
export function fromByteText(bytes: ByteText): string | undefined {
  if (ascii.test(bytes)) return bytes
  try {
    return decoder.decode(Buffer.from(bytes, 'latin1'))
  } catch {
    return undefined
  }
}

/** The character that begins at a byte; what is no character counts as a replacement character of one byte. */
export function characterAt(bytes: ByteText, at: number): { readonly code: number; readonly size: number } {
  const first = bytes.charCodeAt(at)
  if (first < 0x80) return { code: first, size: 1 }
  const size = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4
  const text = fromByteText(bytes.slice(at, at + size))
  const code = text?.codePointAt(0)
  if (code === undefined || code < 0x80 || text?.length !== (code > 0xffff ? 2 : 1)) return { code: 0xfffd, size: 1 }
  return { code, size }
}

/** The characters of a text, those that are broken replaced. */
export function charactersOf(bytes: ByteText): readonly ByteText[] {
  if (ascii.test(bytes)) return bytes.split('')
  const characters: ByteText[] = []
  for (let at = 0; at < bytes.length; ) {
    const { code, size } = characterAt(bytes, at)
    characters.push(toByteText(String.fromCodePoint(code)))
    at += size
  }
  return characters
}

/** How many UTF-16 code units the text of bytes has. */
export function unitsOf(bytes: ByteText): number {
  if (ascii.test(bytes)) return bytes.length
  let units = 0
  for (let at = 0; at < bytes.length; at += 1) {
    const code = bytes.charCodeAt(at)
    if (code < 0x80 || code >= 0xc0) units += code >= 0xf0 ? 2 : 1
  }
  return units
}
