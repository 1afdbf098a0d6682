import { randomUUID } from 'node:crypto'
import * as fs from 'node:fs'
import { dirname, join } from 'node:path'

/** Milliseconds after which a file that somebody began to write is nobody's. */
const abandonedAfter = 60 * 60 * 1000

/** A directory of files that a program made and may delete: nobody else's are read, and nothing outside of it is touched. */
export interface OwnDirectory {
  /** The bytes of a file; undefined where there is none of the user's own. */
  read(name: string): Buffer | undefined
  /** Writes files, each whole or not at all. Then those that are oldest go, until all have no more than the bound. */
  write(files: readonly OwnFile[]): void
  /** Says that a file is still of use. */
  touch(name: string): void
}

/** A file to write. */
export interface OwnFile {
  readonly name: string
  readonly bytes: Uint8Array
}

/**
 * A directory for a cache, which is made when the first file is written; several programs may use it at once. `user` is who
 * must own it and what is in it; `maximum` are the bytes of all files. Nothing of it ever throws: one that cannot be used,
 * such as a link, is empty.
 */
export function openOwnDirectory(directory: string, user: number | undefined, maximum: number): OwnDirectory {
  const isOwn = ({ uid }: fs.Stats): boolean => user === undefined || uid === user
  return {
    read: (name) => attempt(() => readOwn(join(directory, name), isOwn)),
    write(files) {
      attempt(() => {
        makeDirectory(directory)
        const stats = fs.lstatSync(directory)
        const isOpen = user !== undefined && (stats.mode & 0o022) !== 0
        if (!stats.isDirectory() || !isOwn(stats) || isOpen) return
        for (const file of files) attempt(() => writeOwn(directory, file))
        makeRoom(directory, maximum)
      })
    },
    touch(name) {
      const now = new Date()
      attempt(() => fs.utimesSync(join(directory, name), now, now))
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

/** One after the other: where a file system refuses with ENOENT, as /proc does, Node 20 tries for ever. */
function makeDirectory(directory: string): void {
  if (fs.existsSync(directory)) return
  const parent = dirname(directory)
  if (parent !== directory) makeDirectory(parent)
  try {
    fs.mkdirSync(directory, { mode: 0o700 })
  } catch (error) {
    // Another run may have been first.
    if (!fs.existsSync(directory)) throw error
  }
}

/** A link or a pipe in the place of a file is none. */
function readOwn(path: string, isOwn: (stats: fs.Stats) => boolean): Buffer | undefined {
  const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = fs.constants
  const file = fs.openSync(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK)
  try {
    const stats = fs.fstatSync(file)
    return stats.isFile() && isOwn(stats) ? fs.readFileSync(file) : undefined
  } finally {
    fs.closeSync(file)
  }
}

/** Written beside and renamed, so that nobody ever reads the half of it. */
function writeOwn(directory: string, { name, bytes }: OwnFile): void {
  const beside = join(directory, `${randomUUID()}.tmp`)
  try {
    fs.writeFileSync(beside, bytes, { mode: 0o600, flag: 'wx' })
    fs.renameSync(beside, join(directory, name))
  } finally {
    fs.rmSync(beside, { force: true })
  }
}

/** Bytes that the smallest file takes. */
const blockSize = 4096

/** Removes what was not used for longest, and what somebody who was stopped left behind. */
function makeRoom(directory: string, maximum: number): void {
  const now = Date.now()
  const found = fs.readdirSync(directory).flatMap((name) => {
    const stats = fs.lstatSync(join(directory, name), { throwIfNoEntry: false })
    return stats?.isFile() === true ? [{ name, size: stats.size, used: stats.mtimeMs }] : []
  })
  found.sort((a, b) => b.used - a.used)
  let total = 0
  for (const { name, size, used } of found) {
    const isBegun = name.endsWith('.tmp')
    if (!isBegun) total += Math.max(size, blockSize)
    if (isBegun ? now - used > abandonedAfter : total > maximum) fs.rmSync(join(directory, name), { force: true })
  }
}
