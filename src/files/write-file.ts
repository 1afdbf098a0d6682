import { randomUUID } from 'node:crypto'
import { existsSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { UserError } from '../source/user-error.ts'
import { reasonOf } from './reason-of.ts'

/** Writes a file whole or not at all: beside it first, then in its place. Throws a UserError where that fails. */
export function writeFile(path: string, text: string): void {
  // What is no regular file, such as a pipe or /dev/stdout, has no place to be put in.
  if (existsSync(path) && !statSync(path).isFile()) {
    attempt(path, () => writeFileSync(path, text))
    return
  }
  const beside = `${path}.${randomUUID()}.tmp`
  try {
    attempt(path, () => {
      writeFileSync(beside, text)
      renameSync(beside, path)
    })
  } finally {
    rmSync(beside, { force: true })
  }
}

function attempt(path: string, write: () => void): void {
  try {
    write()
  } catch (error) {
    const isHomeless = !existsSync(dirname(path))
    throw new UserError(`${path} cannot be written: ${isHomeless ? 'there is no such directory' : reasonOf(error)}`)
  }
}
