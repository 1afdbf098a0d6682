import { close, fsync, open } from 'node:fs'
import { promisify } from 'node:util'
import { errorCode } from './error-code.ts'

const openFile = promisify(open)
const closeFile = promisify(close)
const sync = promisify(fsync)

/** Files that are open at the same time. */
const batch = 32

/** Some systems and file systems cannot sync a directory or a file that is open for reading: there it is left to them. */
const notPossible = ['EPERM', 'EISDIR', 'EINVAL', 'ENOTSUP', 'ENOSYS', 'EACCES']

/**
 * Waits until what was written to files or directories is on the disk; those that are gone are passed over. Rejects
 * with the error of the operating system where the disk fails.
 */
export async function syncToDisk(paths: Iterable<string>): Promise<void> {
  const rest = paths[Symbol.iterator]()
  const work = async (): Promise<void> => {
    for (let next = rest.next(); next.done !== true; next = rest.next()) await syncOne(next.value)
  }
  // Whoever goes on after a failure must not meet work that is still being done.
  for (const outcome of await Promise.allSettled(Array.from({ length: batch }, work))) {
    if (outcome.status === 'rejected') throw outcome.reason
  }
}

async function syncOne(path: string): Promise<void> {
  let file: number
  try {
    file = await openFile(path, 'r')
  } catch (error) {
    if ([...notPossible, 'ENOENT', 'ENOTDIR'].includes(errorCode(error) ?? '')) return
    throw error
  }
  try {
    await sync(file)
  } catch (error) {
    if (!notPossible.includes(errorCode(error) ?? '')) throw error
  } finally {
    await closeFile(file)
  }
}
