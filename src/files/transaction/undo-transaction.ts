import { existsSync, renameSync } from 'node:fs'
import { UserError } from '../../source/user-error.ts'
import { endTransaction } from './end-transaction.ts'
import type { Journal } from './journal.ts'
import { listNames } from './list-names.ts'
import { rollBack } from './roll-back.ts'
import { syncToDisk } from './sync-to-disk.ts'
import { type Workspace, workspaceName } from './workspace.ts'

/**
 * Undoes a transaction wholly and ends it. Where that cannot be done, throws a UserError that says why it was to be
 * undone (`because`) and which files are in which state; everything is then kept for the next command.
 */
export async function undoTransaction(workspace: Workspace, journal: Journal, because: string): Promise<void> {
  try {
    // From now on it is undone even by another process, unless the disk does not even take this.
    if (existsSync(workspace.journal)) renameSync(workspace.journal, workspace.undoJournal)
    await syncToDisk([workspace.directory])
  } catch {
    // Undoing is tried in any case.
  }
  const failures = rollBack(workspace, journal)
  if (failures.length > 0) {
    const names = listNames(failures.map(({ path, reason }) => `${path} (${reason})`))
    throw new UserError(
      `${because}; undoing “${journal.title}” was not possible for ${names}; every other file is as it was before. ` +
        `What these files held is kept in ${workspaceName}: move away what is in their place, make them writable, and ` +
        'the next command that writes finishes or undoes all of it',
    )
  }
  try {
    await endTransaction(workspace, journal)
  } catch {
    // Every file is as it was before; the next command that writes finds that out and removes what is left.
  }
}
