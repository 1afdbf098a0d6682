// Applies the changes in a file to a repository, or only recovers: `apply <root> [<changes>]`. Prints what happened.
import { readFileSync } from 'node:fs'
import { applyTransaction } from '../../src/files/transaction/apply-transaction.ts'
import type { FileChange } from '../../src/files/transaction/file-change.ts'
import type { FileContent } from '../../src/files/transaction/file-content.ts'
import { withTransactionLock } from '../../src/files/transaction/with-transaction-lock.ts'

/** A change as JSON has it: texts instead of bytes. */
export interface ChangeText {
  readonly path: string
  readonly before: { readonly text: string; readonly mode: FileContent['mode'] } | undefined
  readonly after: { readonly text: string; readonly mode: FileContent['mode'] } | undefined
}

const [root = '', changesFile] = process.argv.slice(2)
const isRunning = (pid: number): boolean => {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
const toContent = (content: ChangeText['before']): FileContent | undefined =>
  content === undefined ? undefined : { bytes: Buffer.from(content.text), mode: content.mode }
const changes: readonly FileChange[] =
  changesFile === undefined
    ? []
    : (JSON.parse(readFileSync(changesFile, 'utf8')) as ChangeText[]).map(({ path, before, after }) => ({
        path,
        before: toContent(before),
        after: toContent(after),
      }))

try {
  const recovered = await withTransactionLock(
    root,
    { title: 'test', processes: { own: process.pid, isRunning } },
    async (transaction) => {
      if (changesFile !== undefined) await applyTransaction(transaction, changes)
      return transaction.recovered
    },
  )
  console.log(JSON.stringify({ recovered: recovered?.outcome ?? 'nothing' }))
} catch (error) {
  console.log(JSON.stringify({ error: error instanceof Error ? `${error.name}: ${error.message}` : String(error) }))
  process.exitCode = 2
}
