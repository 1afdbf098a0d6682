import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { RepoPath } from '../source/repo-path.ts'
import { UserError } from '../source/user-error.ts'
import { reasonOf } from './reason-of.ts'

/**
 * Writes a new file below a directory, with the directories that it needs. Returns false, and writes nothing, where
 * something is there already, be it a link that leads nowhere. Throws a UserError where it cannot be written.
 */
export function createFile(root: string, path: RepoPath, text: string): boolean {
  const target = join(root, path)
  let isOurs = false
  try {
    mkdirSync(dirname(target), { recursive: true })
    writeFileSync(target, '', { flag: 'wx' })
    isOurs = true
    writeFileSync(target, text)
    return true
  } catch (error) {
    if (!isOurs && (error as NodeJS.ErrnoException).code === 'EEXIST') return false
    // What is half written would be taken for the whole the next time.
    if (isOurs) rmSync(target, { force: true })
    throw new UserError(`${path} cannot be written: ${reasonOf(error)}`)
  }
}
