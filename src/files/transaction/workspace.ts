import { join } from 'node:path'
import type { RepoPath } from '../../source/repo-path.ts'

/** The directory at the root where a transaction keeps what it needs; Git never shows it. */
export const workspaceName = '.gitops-transaction'

/** Absolute paths of a transaction's things, and of the files of the repository that it changes. */
export interface Workspace {
  readonly root: string
  readonly directory: string
  /** Holds one record for each process that has, or wants, the lock. */
  readonly locks: string
  readonly ignoreFile: string
  readonly newDirectory: string
  readonly oldDirectory: string
  readonly deletedDirectory: string
  /** The new content of the n-th change, until it is moved to its place. */
  readonly newFile: (index: number) => string
  /** The earlier content of the n-th change. */
  readonly oldFile: (index: number) => string
  /** Where a deleted file is moved to: what is there, this transaction has deleted. */
  readonly deletedFile: (index: number) => string
  /** A copy of the journal, written before it. */
  readonly plan: string
  readonly unfinishedJournal: string
  /** While it is there, the changes are being made. */
  readonly journal: string
  /** While it is there, the changes are being undone. */
  readonly undoJournal: string
  readonly target: (path: RepoPath) => string
}

/** The workspace of a repository; nothing is read or made. */
export function workspaceOf(root: string): Workspace {
  const directory = join(root, workspaceName)
  const newDirectory = join(directory, 'new')
  const oldDirectory = join(directory, 'old')
  const deletedDirectory = join(directory, 'deleted')
  return {
    root,
    directory,
    locks: join(directory, 'lock'),
    ignoreFile: join(directory, '.gitignore'),
    newDirectory,
    oldDirectory,
    deletedDirectory,
    newFile: (index) => join(newDirectory, String(index)),
    oldFile: (index) => join(oldDirectory, String(index)),
    deletedFile: (index) => join(deletedDirectory, String(index)),
    plan: join(directory, 'plan.json'),
    unfinishedJournal: join(directory, 'journal.tmp'),
    journal: join(directory, 'journal.json'),
    undoJournal: join(directory, 'undo.json'),
    target: (path) => join(root, path),
  }
}
