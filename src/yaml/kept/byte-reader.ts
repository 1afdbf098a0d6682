/** Reads what a {@link ByteWriter} wrote, in the same order. */
export interface ByteReader {
  byte(): number
  number(): number
  signed(): number
  text(): string
  /** How many bytes are read. */
  position(): number
}

/** A reader at the beginning of the bytes. What it gives beyond their end is of no use. */
export function createByteReader(bytes: Uint8Array): ByteReader {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  let at = 0
  const byte = (): number => {
    const value = buffer[at] ?? 0
    at += 1
    return value
  }
  const number = (): number => {
    let value = 0
    let shift = 0
    let part = byte()
    for (; part > 0x7f; part = byte()) {
      value += (part & 0x7f) << shift
      shift += 7
    }
    return value + (part << shift)
  }
  return {
    byte,
    number,
    signed() {
      const value = number()
      return value % 2 === 1 ? -(value + 1) / 2 : value / 2
    },
    text() {
      const code = number()
      const start = at
      at += code % 2 === 1 ? code - 1 : code / 2
      return buffer.toString(code % 2 === 1 ? 'utf16le' : 'latin1', start, at)
    },
    position: () => at,
  }
}
