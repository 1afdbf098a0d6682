import { chmodSync, existsSync, mkdirSync, renameSync, rmdirSync, unlinkSync } from 'node:fs'
import { parentDirectory } from '../../source/parent-directory.ts'
import type { RepoPath } from '../../source/repo-path.ts'
import { reasonOf } from '../reason-of.ts'
import { errorCode } from './error-code.ts'
import { findAtPath } from './find-at-path.ts'
import { ignoreErrors } from './ignore-errors.ts'
import type { Journal, JournalEntry } from './journal.ts'
import { notRemovable } from './roll-forward.ts'
import { createStateTest } from './state-of-entry.ts'
import type { Workspace } from './workspace.ts'

/** A file that could not be put back, and why. */
export interface RollBackFailure {
  readonly path: RepoPath
  readonly reason: string
}

/**
 * Undoes the changes of a journal that are made, from the contents kept in the workspace. A file that somebody else has
 * changed is left as it is, which is a failure only where the transaction had changed it before. One failure does not
 * stop the rest. Never throws for what the operating system objects to.
 */
export function rollBack(workspace: Workspace, journal: Journal): readonly RollBackFailure[] {
  const failures: RollBackFailure[] = []
  const attempt = (path: RepoPath, act: () => void): void => {
    try {
      act()
    } catch (error) {
      const reason = errorCode(error) === undefined && error instanceof Error ? error.message : reasonOf(error)
      failures.push({ path, reason })
    }
  }
  const stateOf = createStateTest(workspace, journal)
  const undo = (entry: JournalEntry, index: number, act: () => void): void =>
    attempt(entry.path, () => {
      if (isUntouched(workspace, entry, index)) return
      const state = stateOf(entry)
      if (state === 'foreign') failures.push({ path: entry.path, reason: 'somebody else has changed it' })
      else if (state !== 'before') act()
    })

  journal.entries.forEach((entry, index) => {
    if (entry.before === undefined) undo(entry, index, () => unlinkSync(workspace.target(entry.path)))
  })
  for (const path of journal.createdDirectories) {
    attempt(path, () => void ignoreErrors(notRemovable, () => rmdirSync(workspace.target(path))))
  }
  for (const { path, permissions } of [...journal.removedDirectories].reverse()) {
    attempt(path, () => {
      ignoreErrors(['EEXIST', 'ENOTDIR', 'ENOENT'], () => mkdirSync(workspace.target(path)))
      const found = findAtPath(workspace.root, path)
      if (found.kind === 'directory' && found.permissions !== permissions)
        chmodSync(workspace.target(path), permissions)
    })
  }
  const replaced: { readonly entry: JournalEntry; readonly index: number }[] = []
  journal.entries.forEach((entry, index) => {
    if (entry.before !== undefined) replaced.push({ entry, index })
  })
  for (const { entry, index } of replaced) {
    undo(entry, index, () => {
      mkdirSync(workspace.target(parentDirectory(entry.path)), { recursive: true })
      const kept = entry.after === undefined ? workspace.deletedFile(index) : workspace.oldFile(index)
      renameSync(kept, workspace.target(entry.path))
    })
  }
  return failures
}

/** Whether a change has not been made: what somebody else did to its file stays. */
export function isUntouched(workspace: Workspace, { after }: JournalEntry, index: number): boolean {
  return after === undefined ? !existsSync(workspace.deletedFile(index)) : existsSync(workspace.newFile(index))
}
