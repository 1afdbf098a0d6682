import { randomUUID } from 'node:crypto'
import { existsSync, lstatSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { ignoreErrors } from './ignore-errors.ts'
import { removeTree } from './remove-tree.ts'
import { type Workspace, workspaceName } from './workspace.ts'

/**
 * Gives the lock back. The whole workspace is moved away with it first, so that whoever comes makes a new one; it stays
 * where it is needed to finish or undo a transaction. Never throws.
 */
export function releaseLock(workspace: Workspace, own: string): void {
  for (const way of [giveBack, removeLock]) {
    try {
      way(workspace, own)
      return
    } catch {
      // Once this process is over, its lock does not count any more.
    }
  }
}

function removeLock(_workspace: Workspace, own: string): void {
  rmSync(own, { force: true })
}

function giveBack(workspace: Workspace, own: string): void {
  if (existsSync(workspace.journal) || existsSync(workspace.undoJournal)) {
    removeLock(workspace, own)
    return
  }
  const away = `${workspace.directory}.${randomUUID().slice(0, 8)}`
  renameSync(workspace.directory, away)
  removeWorkspace(away)
}

/** Removes workspaces that were moved away by a process which was killed then. */
export function removeLeftWorkspaces({ root }: Workspace): void {
  const pattern = new RegExp(`^${workspaceName.replace('.', '\\.')}\\.[0-9a-f]{8}$`)
  for (const name of readdirSync(root)) {
    if (pattern.test(name) && lstatSync(join(root, name)).isDirectory()) removeWorkspace(join(root, name))
  }
}

const hiding = '.gitignore'

/** Removes everything in it before the file that hides it from Git. */
function removeWorkspace(directory: string): void {
  ignoreErrors(['ENOENT', 'ENOTEMPTY', 'ENOTDIR', 'EACCES', 'EPERM', 'EROFS'], () => {
    removeTree(directory, [hiding])
    removeTree(directory)
  })
}
