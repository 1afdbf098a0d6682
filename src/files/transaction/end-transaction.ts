import { unlinkSync } from 'node:fs'
import { affectedDirectories } from './affected-directories.ts'
import { ignoreErrors } from './ignore-errors.ts'
import type { Journal } from './journal.ts'
import { removeTree } from './remove-tree.ts'
import { syncToDisk } from './sync-to-disk.ts'
import type { Workspace } from './workspace.ts'

/**
 * Ends a transaction that is made or undone wholly: once its journal is gone, it is over. Rejects with the error of the
 * operating system where the journal is still there.
 */
export async function endTransaction(workspace: Workspace, journal: Journal): Promise<void> {
  await syncToDisk(affectedDirectories(workspace, journal))
  // A plan without a journal stands for a transaction that never began: it has to go first.
  for (const file of [workspace.plan, workspace.journal, workspace.undoJournal]) {
    ignoreErrors(['ENOENT'], () => unlinkSync(file))
  }
  try {
    await syncToDisk([workspace.directory])
    removeStaging(workspace)
  } catch {
    // It is over: what is left is removed by the next command that writes.
  }
}

/** Removes the contents that were kept for a transaction which is over, or never began. */
export function removeStaging(workspace: Workspace): void {
  const { newDirectory, oldDirectory, deletedDirectory, unfinishedJournal, plan } = workspace
  for (const path of [newDirectory, oldDirectory, deletedDirectory, unfinishedJournal, plan]) {
    removeTree(path)
  }
}
