import { mkdirSync, renameSync, rmdirSync } from 'node:fs'
import { parentDirectory } from '../../source/parent-directory.ts'
import { UserError } from '../../source/user-error.ts'
import { explainFailure } from './explain-failure.ts'
import { ignoreErrors } from './ignore-errors.ts'
import type { Journal } from './journal.ts'
import { createStateTest, type EntryState } from './state-of-entry.ts'
import type { Workspace } from './workspace.ts'

/** A directory that is not there, or is not empty, or is a file by now, stays as it is. */
export const notRemovable = ['ENOENT', 'ENOTEMPTY', 'EEXIST', 'ENOTDIR']

/**
 * Makes the changes of a journal that are not made yet. Each one is made by a single operation that needs no space, just
 * after its file was found to be as expected; `accepted` are the states of a file that may be overwritten. Throws a
 * UserError that names the file where one is in another state, or cannot be changed; the changes so far stay.
 */
export function rollForward(workspace: Workspace, journal: Journal, accepted: readonly EntryState[]): void {
  const stateOf = createStateTest(workspace, journal)
  const entries = journal.entries.map((entry, index) => ({ entry, index }))
  const isToDo = (entry: Journal['entries'][number]): boolean => {
    const state = stateOf(entry)
    if (state === 'after') return false
    if (!accepted.includes(state)) throw new UserError(`${entry.path} was changed by somebody else at the same time`)
    return true
  }

  for (const { entry, index } of entries.filter((one) => one.entry.after === undefined)) {
    if (!isToDo(entry)) continue
    explainFailure(`${entry.path} cannot be deleted`, () => {
      renameSync(workspace.target(entry.path), workspace.deletedFile(index))
    })
  }
  for (const { path } of journal.removedDirectories) {
    explainFailure(`${path} cannot be removed`, () => {
      ignoreErrors(notRemovable, () => rmdirSync(workspace.target(path)))
    })
  }
  for (const path of [...journal.createdDirectories].reverse()) {
    explainFailure(`${path} cannot be made`, () => {
      ignoreErrors(['EEXIST', 'ENOENT'], () => mkdirSync(workspace.target(path)))
    })
  }
  for (const { entry, index } of entries.filter((one) => one.entry.after !== undefined)) {
    if (!isToDo(entry)) continue
    explainFailure(`${entry.path} cannot be written`, () => {
      const move = (): void => renameSync(workspace.newFile(index), workspace.target(entry.path))
      if (ignoreErrors(['ENOENT'], move)) return
      // Somebody has removed the directory.
      mkdirSync(workspace.target(parentDirectory(entry.path)), { recursive: true })
      move()
    })
  }
}
