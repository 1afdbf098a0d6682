import { compareBytes } from '../../source/compare-bytes.ts'
import { UserError } from '../../source/user-error.ts'
import { reasonOf } from '../reason-of.ts'
import { checkBefore, isEqualContent } from './check-before.ts'
import { checkPaths } from './check-paths.ts'
import { checkPermissions } from './check-permissions.ts'
import { checkReplaced } from './check-replaced.ts'
import { endTransaction, removeStaging } from './end-transaction.ts'
import type { FileChange } from './file-change.ts'
import type { Journal } from './journal.ts'
import { planDirectories } from './plan-directories.ts'
import { rollForward } from './roll-forward.ts'
import { stageChanges } from './stage-changes.ts'
import type { Transaction } from './transaction.ts'
import { undoTransaction } from './undo-transaction.ts'
import { type Workspace, workspaceOf } from './workspace.ts'
import { writeJournal } from './write-journal.ts'

/**
 * Makes all changes or none. A process that is killed at any moment leaves what the next {@link withTransactionLock}
 * finishes or undoes. Directories go with their last file and come with their first. Throws a UserError that names the
 * file where one is not as its change expects it, or cannot be changed; everything is then as it was before, unless the
 * message says otherwise.
 */
export async function applyTransaction({ root, title }: Transaction, changes: readonly FileChange[]): Promise<void> {
  const workspace = workspaceOf(root)
  checkPaths(changes.map(({ path, after }) => ({ path, isWritten: after !== undefined })))
  const effective = changes.filter(isEffective).sort((a, b) => compareBytes(a.path, b.path))
  const deleted = new Set(effective.filter(({ after }) => after === undefined).map(({ path }) => path))
  const written = effective.filter(({ after }) => after !== undefined).map(({ path }) => path)
  const inTheWay = checkBefore(root, changes, deleted)
  const directories = planDirectories(root, deleted, written)
  const removed = new Set(directories.removedDirectories.map(({ path }) => path))
  for (const path of inTheWay) {
    if (removed.has(path)) continue
    throw new UserError(`${path} cannot be written: it is a directory that is not empty after it`)
  }
  if (effective.length === 0) return
  checkPermissions(
    root,
    effective.map(({ path }) => path),
    workspace.target,
  )

  const journal: Journal = { title, entries: await stage(workspace, effective), ...directories }
  try {
    await writeJournal(workspace, journal)
    rollForward(workspace, journal, ['before'])
    checkReplaced(workspace, journal)
    await endTransaction(workspace, journal)
  } catch (error) {
    const because = sentenceOf(error)
    await undoTransaction(workspace, journal, because)
    throw new UserError(`${because}; nothing was changed`)
  }
}

function isEffective({ before, after }: FileChange): boolean {
  if (before === undefined || after === undefined) return before !== after
  return !isEqualContent(before, after)
}

/** Prepares all contents; where that fails, nothing is left of it. */
async function stage(workspace: Workspace, changes: readonly FileChange[]): Promise<Journal['entries']> {
  try {
    return await stageChanges(workspace, changes)
  } catch (error) {
    leaveStaging(workspace)
    throw new UserError(`${sentenceOf(error)}; nothing was changed`)
  }
}

function leaveStaging(workspace: Workspace): void {
  try {
    removeStaging(workspace)
  } catch {
    // The next command that writes removes it.
  }
}

function sentenceOf(error: unknown): string {
  return error instanceof UserError ? error.message : `the changes cannot be written: ${reasonOf(error)}`
}
