import { createHash, randomUUID } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Cache } from './cache.ts'

/** Bytes of all texts together. */
const defaultMaximum = 64 * 1024 * 1024

/** Milliseconds after which a file that somebody began to write is nobody's. */
const abandonedAfter = 60 * 60 * 1000

/**
 * A cache in a directory, which is made when the first text is kept. Several programs may use it at once: a text is there
 * whole or not at all, and one that is damaged is as if it were not there. What was not used for longest goes when all are
 * larger than `maximum` bytes. `program` names who reads: what another version wrote is not there for it. Nothing of it ever fails: a cache that cannot be used is empty.
 */
export function openCache(directory: string, program: string, maximum = defaultMaximum): Cache {
  const fileOf = (key: string): string => join(directory, hash(JSON.stringify([program, key])))
  return {
    read(key) {
      try {
        const file = fileOf(key)
        const stored = readFileSync(file, 'utf8')
        const end = stored.indexOf('\n')
        const text = stored.slice(end + 1)
        if (stored.slice(0, end) !== hash(text)) return undefined
        const now = new Date()
        utimesSync(file, now, now)
        return text
      } catch {
        return undefined
      }
    },
    write(key, text) {
      const stored = `${hash(text)}\n${text}`
      if (Buffer.byteLength(stored) > maximum / 4) return
      const beside = join(directory, `${randomUUID()}.tmp`)
      try {
        mkdirSync(directory, { recursive: true, mode: 0o700 })
        writeFileSync(beside, stored, { mode: 0o600 })
        renameSync(beside, fileOf(key))
        makeRoom(directory, maximum)
      } catch {
        remove(beside)
      }
    },
  }
}

function remove(file: string): void {
  try {
    rmSync(file, { force: true })
  } catch {
    // Nothing was written there.
  }
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

/** Removes what was not used for longest, and what somebody who was stopped left behind. */
function makeRoom(directory: string, maximum: number): void {
  const now = Date.now()
  const found = readdirSync(directory).flatMap((name) => {
    const stats = statSync(join(directory, name), { throwIfNoEntry: false })
    return stats === undefined ? [] : [{ file: join(directory, name), name, size: stats.size, used: stats.mtimeMs }]
  })
  found.sort((a, b) => b.used - a.used)
  let total = 0
  for (const { file, name, size, used } of found) {
    const isBegun = name.endsWith('.tmp')
    if (!isBegun) total += size
    if (isBegun ? now - used > abandonedAfter : total > maximum) rmSync(file, { force: true })
  }
}
