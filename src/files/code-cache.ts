import * as fs from 'node:fs'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'

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
  return {
    read(name, source) {
      const found = attempt(() => readOwn(join(directory, name), user))
      if (found === undefined || found.length <= headerLength) return undefined
      const data = found.subarray(headerLength)
      return createHeader({ source, data }).equals(found.subarray(0, headerLength)) ? data : undefined
    },
    write(entries) {
      attempt(() => {
        fs.mkdirSync(directory, { recursive: true, mode: 0o700 })
        for (const entry of entries) writeEntry(directory, entry)
        removeOldest(directory)
      })
    },
  }
}

function attempt<T>(act: () => T): T | undefined {
  try {
    return act()
  } catch {
    return undefined
  }
}

function readOwn(path: string, user: number | undefined): Buffer | undefined {
  const file = fs.openSync(path, 'r')
  try {
    const stats = fs.fstatSync(file)
    return stats.isFile() && (user === undefined || stats.uid === user) ? fs.readFileSync(file) : undefined
  } finally {
    fs.closeSync(file)
  }
}

function createHeader({ source, data }: Omit<CodeCacheEntry, 'name'>): Buffer {
  const header = Buffer.alloc(headerLength)
  header.writeUInt32LE(crc32(data), 0)
  header.writeUInt32LE(crc32(source), headerLength / 2)
  return header
}

/** Written beside and renamed, so that nobody ever reads the half of it. */
function writeEntry(directory: string, { name, source, data }: CodeCacheEntry): void {
  const own = fs.mkdtempSync(join(directory, 'new-'))
  try {
    fs.writeFileSync(join(own, name), Buffer.concat([createHeader({ source, data }), data]), { mode: 0o600 })
    fs.renameSync(join(own, name), join(directory, name))
  } finally {
    fs.rmSync(own, { recursive: true, force: true })
  }
}

function removeOldest(directory: string): void {
  const entries = fs.readdirSync(directory).flatMap((name) => {
    const stats = fs.statSync(join(directory, name), { throwIfNoEntry: false })
    return stats === undefined ? [] : [{ name, size: stats.size, writtenAt: stats.mtimeMs }]
  })
  let bytes = 0
  for (const { name, size } of entries.sort((a, b) => b.writtenAt - a.writtenAt)) {
    bytes += size
    if (bytes > maximumBytes) fs.rmSync(join(directory, name), { recursive: true, force: true })
  }
}
