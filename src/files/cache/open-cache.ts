import { createHash } from 'node:crypto'
import type { Cache } from './cache.ts'
import { openOwnDirectory } from './own-directory.ts'

/** Bytes of all texts together. */
const defaultMaximum = 64 * 1024 * 1024

/** Whose a cache is. */
export interface CacheOwner {
  /** Names the program: what another version wrote is not there for it. */
  readonly program: string
  /** Who must own what is read; undefined where the system has no owners. */
  readonly user: number | undefined
}

/**
 * A cache in a directory, which is made when the first entry is kept. An entry is there whole or not at all, and one that
 * is damaged is as if it were not there. What was not used for longest goes when all are larger than `maximum` bytes; an
 * entry that has more than a quarter of that is not kept. Nothing of it ever fails: a cache that cannot be used is empty.
 */
export function openCache(directory: string, { program, user }: CacheOwner, maximum = defaultMaximum): Cache {
  const files = openOwnDirectory(directory, user, maximum)
  const nameOf = (key: string): string => hash(JSON.stringify([program, key]))
  const readBytes = (key: string): Buffer | undefined => {
    const stored = files.read(nameOf(key))
    if (stored === undefined) return undefined
    const bytes = stored.subarray(hashLength)
    if (stored.toString('latin1', 0, hashLength) !== hash(bytes)) return undefined
    files.touch(nameOf(key))
    return bytes
  }
  const writeBytes = (key: string, bytes: Uint8Array): void => {
    if (bytes.length > maximum / 4) return
    files.write([{ name: nameOf(key), bytes: Buffer.concat([Buffer.from(hash(bytes)), bytes]) }])
  }
  return {
    readBytes,
    writeBytes,
    read: (key) => readBytes(key)?.toString(),
    write: (key, text) => writeBytes(key, Buffer.from(text)),
  }
}

/** Characters of a hash. */
const hashLength = 64

function hash(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex')
}
