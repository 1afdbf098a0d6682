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
 * A cache in a directory, which is made when the first text is kept. A text is there whole or not at all, and one that is
 * damaged is as if it were not there. What was not used for longest goes when all are larger than `maximum` bytes; a text
 * that has more than a quarter of that is not kept. Nothing of it ever fails: a cache that cannot be used is empty.
 */
export function openCache(directory: string, { program, user }: CacheOwner, maximum = defaultMaximum): Cache {
  const files = openOwnDirectory(directory, user, maximum)
  const nameOf = (key: string): string => hash(JSON.stringify([program, key]))
  return {
    read(key) {
      const stored = files.read(nameOf(key))?.toString()
      if (stored === undefined) return undefined
      const end = stored.indexOf('\n')
      const text = stored.slice(end + 1)
      if (stored.slice(0, end) !== hash(text)) return undefined
      files.touch(nameOf(key))
      return text
    },
    write(key, text) {
      const bytes = Buffer.from(`${hash(text)}\n${text}`)
      if (bytes.length <= maximum / 4) files.write([{ name: nameOf(key), bytes }])
    },
  }
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
