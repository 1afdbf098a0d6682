/** Writes numbers and texts one after the other, as {@link createByteReader} reads them. */
export interface ByteWriter {
  /** From 0 to 255. */
  byte(value: number): void
  /** A whole number from 0 to 2³¹. */
  number(value: number): void
  /** A whole number of either sign. */
  signed(value: number): void
  /** Any text, halves of surrogate pairs too. */
  text(value: string): void
  /** All that was written. */
  bytes(): Uint8Array
}

/** A writer that has nothing yet. */
export function createByteWriter(): ByteWriter {
  let buffer = Buffer.allocUnsafe(1024)
  let length = 0
  const makeRoom = (bytes: number): void => {
    if (length + bytes <= buffer.length) return
    const larger = Buffer.allocUnsafe(Math.max(buffer.length * 2, length + bytes))
    buffer.copy(larger, 0, 0, length)
    buffer = larger
  }
  const byte = (value: number): void => {
    makeRoom(1)
    buffer[length] = value
    length += 1
  }
  /** Seven bits a byte, the lowest first; all but the last have the eighth. */
  const number = (value: number): void => {
    let rest = value
    for (; rest > 0x7f; rest >>>= 7) byte((rest & 0x7f) | 0x80)
    byte(rest)
  }
  return {
    byte,
    number,
    signed: (value) => number(value < 0 ? value * -2 - 1 : value * 2),
    text(value) {
      // The bytes of UTF-8 could not tell every text.
      const isWide = /[^\0-\xff]/.test(value)
      number(value.length * 2 + (isWide ? 1 : 0))
      const bytes = isWide ? value.length * 2 : value.length
      makeRoom(bytes)
      buffer.write(value, length, isWide ? 'utf16le' : 'latin1')
      length += bytes
    },
    bytes: () => buffer.subarray(0, length),
  }
}
