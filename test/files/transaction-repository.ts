import { chmodSync, lstatSync, mkdirSync, readdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { applyTransaction } from '../../src/files/transaction/apply-transaction.ts'
import type { FileChange } from '../../src/files/transaction/file-change.ts'
import type { FileContent } from '../../src/files/transaction/file-content.ts'
import type { Processes } from '../../src/files/transaction/processes.ts'
import type { Recovery, Transaction } from '../../src/files/transaction/transaction.ts'
import { withTransactionLock } from '../../src/files/transaction/with-transaction-lock.ts'

/** Files of a test by path: a text, or one with `!` before it where it is executable. */
export type Texts = Readonly<Record<string, string>>

export const processes: Processes = {
  own: process.pid,
  isRunning: (pid) => {
    try {
      return process.kill(pid, 0)
    } catch (error) {
      return error instanceof Error && 'code' in error && error.code === 'EPERM'
    }
  },
}

/** The content that a text of a test stands for. */
export function toContent(text: string | undefined): FileContent | undefined {
  if (text === undefined) return undefined
  const isExecutable = text.startsWith('!')
  return { bytes: Buffer.from(isExecutable ? text.slice(1) : text), mode: isExecutable ? 'executable' : 'file' }
}

/** Writes files below a directory. */
export function writeTexts(root: string, texts: Texts): void {
  for (const [path, text] of Object.entries(texts)) {
    const content = toContent(text)
    if (content === undefined) continue
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), content.bytes)
    chmodSync(join(root, path), content.mode === 'executable' ? 0o755 : 0o644)
  }
}

/** Everything below a directory, as {@link Texts} with directories as `path/`; Git's own directory is left out. */
export function readTexts(root: string, directory = ''): Texts {
  const texts: Record<string, string> = {}
  for (const name of readdirSync(join(root, directory)).sort()) {
    if (name === '.git') continue
    const path = directory === '' ? name : `${directory}/${name}`
    const stats = lstatSync(join(root, path))
    if (stats.isDirectory()) Object.assign(texts, { [`${path}/`]: '' }, readTexts(root, path))
    else if (stats.isSymbolicLink()) texts[path] = `-> ${readlinkSync(join(root, path))}`
    else texts[path] = `${(stats.mode & 0o100) === 0 ? '' : '!'}${readFileSync(join(root, path), 'utf8')}`
  }
  return texts
}

/** The changes that lead from one tree to another. */
export function changesBetween(before: Texts, after: Texts): readonly FileChange[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((path) => before[path] !== after[path])
    .map((path) => ({ path, before: toContent(before[path]), after: toContent(after[path]) }))
}

/** Runs something with the lock of a repository, as a command would. */
export function withLock<T>(root: string, run: (transaction: Transaction) => Promise<T>): Promise<T> {
  return withTransactionLock(root, { title: 'promote a b', processes }, run)
}

/** Makes changes, as a command would. */
export function apply(root: string, changes: readonly FileChange[]): Promise<void> {
  return withLock(root, (transaction) => applyTransaction(transaction, changes))
}

/** Finishes or undoes what was interrupted, as the next command would. */
export function recover(root: string): Promise<Recovery | undefined> {
  return withLock(root, async ({ recovered }) => recovered)
}
