import { createHash } from 'node:crypto'
import { renameSync, writeFileSync } from 'node:fs'
import type { Journal } from './journal.ts'
import { syncToDisk } from './sync-to-disk.ts'
import type { Workspace } from './workspace.ts'

/**
 * Writes a journal: from the moment that it has its name, the transaction is one to be finished. Rejects with the error
 * of the operating system where that fails.
 */
export async function writeJournal(workspace: Workspace, journal: Journal): Promise<void> {
  const body = JSON.stringify(journal)
  const text = `${createHash('sha256').update(body).digest('hex')}\n${body}`
  writeFileSync(workspace.plan, text)
  writeFileSync(workspace.unfinishedJournal, text)
  await syncToDisk([workspace.plan, workspace.unfinishedJournal, workspace.ignoreFile])
  await syncToDisk([workspace.directory, workspace.root])
  renameSync(workspace.unfinishedJournal, workspace.journal)
  await syncToDisk([workspace.directory])
}
