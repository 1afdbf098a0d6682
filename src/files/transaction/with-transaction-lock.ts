import { realpathSync } from 'node:fs'
import { acquireLock } from './acquire-lock.ts'
import { explainFailure } from './explain-failure.ts'
import type { Processes } from './processes.ts'
import { recoverTransaction } from './recover-transaction.ts'
import { releaseLock, removeLeftWorkspaces } from './release-lock.ts'
import type { Transaction } from './transaction.ts'
import { workspaceOf } from './workspace.ts'

/** What a command that writes tells of itself. */
export interface TransactionOptions {
  /** What the user is doing, such as `promote staging production`. */
  readonly title: string
  readonly processes: Processes
}

/**
 * Runs a command that writes while no other one does. What an interrupted command left is finished or undone first, and
 * told as `recovered`. Throws a UserError where another process is at it, naming it, or where the repository cannot be
 * written, or where a file was changed after the interruption.
 */
export async function withTransactionLock<T>(
  root: string,
  { title, processes }: TransactionOptions,
  run: (transaction: Transaction) => Promise<T>,
): Promise<T> {
  const workspace = workspaceOf(explainFailure('the repository cannot be opened', () => realpathSync(root)))
  const own = await acquireLock(workspace, title, processes)
  try {
    explainFailure('what an earlier command left cannot be removed', () => removeLeftWorkspaces(workspace))
    const recovered = await recoverTransaction(workspace)
    return await run({ root: workspace.root, title, recovered })
  } finally {
    releaseLock(workspace, own)
  }
}
