import { crc32 } from 'node:zlib'
import { openOwnDirectory } from './cache/own-directory.ts'

/** Keeps what V8 makes of sources, by a name that tells the version of Node too. Nothing of it ever throws. */
export interface CodeCache {
  /** What was made of a source, unless it is gone, damaged or of somebody else. */
  read(name: string, source: Buffer): Buffer | undefined
  write(entries: readonly CodeCacheEntry[]): void
}

/** What V8 made of a source, for {@link CodeCache}. */
export interface CodeCacheEntry {
  readonly name: string
  readonly source: Buffer
  readonly data: Buffer
}

/** Bytes that all entries may have; the oldest go first. */
const maximumBytes = 64 * 1024 * 1024

/** Checksums of the data and the source. V8 looks at neither: it would crash, or run what the source was before. */
const headerLength = 8

/** A cache in a directory, which is made where it is missing. `user` is who must own an entry: it is code that will run. */
export function openCodeCache(directory: string, user: number | undefined): CodeCache {
  const files = openOwnDirectory(directory, user, maximumBytes)
  return {
    read(name, source) {
      const found = files.read(name)
      if (found === undefined || found.length <= headerLength) return undefined
      const data = found.subarray(headerLength)
      return createHeader({ source, data }).equals(found.subarray(0, headerLength)) ? data : undefined
    },
    write(entries) {
      files.write(
        entries.map(({ name, source, data }) => ({
          name,
          bytes: Buffer.concat([createHeader({ source, data }), data]),
        })),
      )
    },
  }
}

function createHeader({ source, data }: Omit<CodeCacheEntry, 'name'>): Buffer {
  const header = Buffer.alloc(headerLength)
  header.writeUInt32LE(crc32(data), 0)
  header.writeUInt32LE(crc32(source), headerLength / 2)
  return header
}
