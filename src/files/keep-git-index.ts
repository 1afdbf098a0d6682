import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs'
import { resolve } from 'node:path'
import { UserError } from '../source/user-error.ts'
import { explainGitFailure } from './explain-git-failure.ts'
import { reasonOf } from './reason-of.ts'
import { runGit } from './run-git.ts'

/** The index as it was once. */
export interface KeptGitIndex {
  /** Puts it back, if it has changed. Throws a UserError where that is not possible. */
  restore(): void
}

/** Remembers the index of the work tree that holds a directory. Throws a UserError where there is none. */
export async function keepGitIndex(directory: string): Promise<KeptGitIndex> {
  const answer = await runGit(directory, ['rev-parse', '--git-path', 'index'])
  if (!answer.ok) throw explainGitFailure('there is nothing to commit to', answer)
  const path = resolve(directory, answer.output.toString().replace(/\n$/, ''))
  const before = readIndex(path)
  return {
    restore() {
      const now = readIndex(path)
      if (before === undefined ? now === undefined : now?.equals(before)) return
      try {
        replace(path, before)
      } catch (error) {
        throw new UserError(
          `nothing was committed, and the index cannot be put back as it was: ${reasonOf(error)}; ` +
            '`git restore --staged` on the paths takes back what is staged of them',
        )
      }
    },
  }
}

function readIndex(path: string): Buffer | undefined {
  try {
    return existsSync(path) ? readFileSync(path) : undefined
  } catch (error) {
    throw new UserError(`the index of Git cannot be read: ${reasonOf(error)}`)
  }
}

/** Written beside under the name of Git's own lock, so that no git writes it meanwhile. */
function replace(path: string, bytes: Buffer | undefined): void {
  const lock = `${path}.lock`
  const file = openSync(lock, 'wx')
  try {
    const content = bytes ?? Buffer.alloc(0)
    for (let written = 0; written < content.length; ) written += writeSync(file, content, written)
    fsyncSync(file)
    closeSync(file)
    if (bytes === undefined) rmSync(path, { force: true })
    // With the rename the lock is released: from then on it may be another's.
    else renameSync(lock, path)
  } catch (error) {
    rmSync(lock, { force: true })
    throw error
  }
  if (bytes === undefined) rmSync(lock, { force: true })
}
