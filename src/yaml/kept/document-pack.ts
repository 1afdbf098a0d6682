import { createByteReader } from './byte-reader.ts'
import { createByteWriter } from './byte-writer.ts'

/** Encoded documents of many texts, by names of these, as one piece. Texts without any have no bytes. */
export function packDocuments(encoded: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const index = createByteWriter()
  index.number(encoded.size)
  for (const [name, bytes] of encoded) {
    index.text(name)
    index.number(bytes.length)
  }
  return Buffer.concat([index.bytes(), ...encoded.values()])
}

/** What {@link packDocuments} packed. */
export function unpackDocuments(pack: Uint8Array): ReadonlyMap<string, Uint8Array> {
  const reader = createByteReader(pack)
  const lengths = Array.from({ length: reader.number() }, () => [reader.text(), reader.number()] as const)
  let start = reader.position()
  return new Map(
    lengths.map(([name, length]) => {
      const bytes = pack.subarray(start, start + length)
      start += length
      return [name, bytes]
    }),
  )
}
