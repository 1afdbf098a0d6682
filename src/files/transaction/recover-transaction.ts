import { UserError } from '../../source/user-error.ts'
import { reasonOf } from '../reason-of.ts'
import { endTransaction, removeStaging } from './end-transaction.ts'
import { explainFailure } from './explain-failure.ts'
import { findAtPath } from './find-at-path.ts'
import { fingerprintOf } from './fingerprint.ts'
import type { Journal, JournalEntry } from './journal.ts'
import { listNames } from './list-names.ts'
import { readJournal } from './read-journal.ts'
import { isUntouched } from './roll-back.ts'
import { rollForward } from './roll-forward.ts'
import { createStateTest } from './state-of-entry.ts'
import type { Recovery } from './transaction.ts'
import { undoTransaction } from './undo-transaction.ts'
import { type Workspace, workspaceName } from './workspace.ts'

/**
 * Finishes or undoes what a killed process left; only to be called with the lock. Returns undefined where there was
 * nothing. Throws a UserError where a file has been changed since, or where neither can be done; nothing is lost then.
 */
export async function recoverTransaction(workspace: Workspace): Promise<Recovery | undefined> {
  const plan = readJournal(workspace.plan)
  const undo = readJournal(workspace.undoJournal)
  const forward = readJournal(workspace.journal)
  if (undo.kind === 'none' && forward.kind === 'none') {
    explainFailure(`${workspaceName} cannot be removed`, () => removeStaging(workspace))
    return plan.kind === 'journal' ? tell(plan.journal, 'undone') : undefined
  }
  const found = [undo, forward, plan].find((one) => one.kind === 'journal')
  if (found?.kind !== 'journal') {
    throw new UserError(
      `${workspaceName} is damaged: an interrupted command cannot be finished or undone. Compare the files with Git; ` +
        `the earlier contents of those that it changed are in ${workspaceName}/old. Then delete ${workspaceName}`,
    )
  }
  const { journal } = found
  const isToUndo = undo.kind !== 'none' || forward.kind === 'damaged'
  if (!isToUndo && canFinish(workspace, journal)) {
    const objection = await finish(workspace, journal)
    if (objection === undefined) return tell(journal, 'finished')
    await undoTransaction(workspace, journal, objection)
    return tell(journal, 'undone')
  }
  refuseForeign(workspace, journal, (entry, index) => !isToUndo || !isUntouched(workspace, entry, index))
  await undoTransaction(workspace, journal, 'a command was interrupted')
  return tell(journal, 'undone')
}

function tell({ title, entries }: Journal, outcome: Recovery['outcome']): Recovery {
  return { title, outcome, paths: entries.map(({ path }) => path) }
}

/** Whether every change is made or can be made. Throws where somebody else has changed a file. */
function canFinish(workspace: Workspace, journal: Journal): boolean {
  refuseForeign(workspace, journal, () => true)
  const stateOf = createStateTest(workspace, journal)
  return journal.entries.every(
    (entry, index) => stateOf(entry) === 'after' || entry.after === undefined || isStaged(workspace, entry, index),
  )
}

/** Whether the new content of a change is there, and what it was. */
function isStaged(workspace: Workspace, { after }: JournalEntry, index: number): boolean {
  const found = findAtPath(workspace.newDirectory, String(index))
  if (found.kind !== 'file' || after === undefined) return false
  const { hash, mode } = fingerprintOf(found.content)
  return hash === after.hash && mode === after.mode
}

/** Makes the rest of the changes. Returns why that is not possible. */
async function finish(workspace: Workspace, journal: Journal): Promise<string | undefined> {
  try {
    rollForward(workspace, journal, ['before', 'gone'])
    await endTransaction(workspace, journal)
    return undefined
  } catch (error) {
    if (error instanceof UserError) return error.message
    return `the changes cannot be written: ${reasonOf(error)}`
  }
}

function refuseForeign(
  workspace: Workspace,
  journal: Journal,
  matters: (entry: JournalEntry, index: number) => boolean,
): void {
  const stateOf = createStateTest(workspace, journal)
  const foreign = journal.entries.filter((entry, index) => matters(entry, index) && stateOf(entry) === 'foreign')
  if (foreign.length === 0) return
  throw new UserError(
    `“${journal.title}” was interrupted, and ${listNames(foreign.map(({ path }) => path))} changed after that: move ` +
      `${foreign.length === 1 ? 'this file' : 'these files'} out of the repository and run the command again, then put ` +
      `your changes back; or delete ${workspaceName} to keep everything as it is now, half done`,
  )
}
