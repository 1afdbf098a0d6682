import * as fs from 'node:fs'
import { errorCode } from './error-code.ts'
import { explainFailure } from './explain-failure.ts'
import type { FileChange } from './file-change.ts'
import type { FileContent } from './file-content.ts'
import { type Fingerprint, fingerprintOf } from './fingerprint.ts'
import type { JournalEntry } from './journal.ts'
import { syncToDisk } from './sync-to-disk.ts'
import type { Workspace } from './workspace.ts'

/** Where a file system has no hard links, or does not allow this one. */
const withoutLinks = ['EPERM', 'EXDEV', 'EMLINK', 'ENOTSUP', 'ENOSYS', 'EACCES']

/**
 * Puts every new content into the workspace, and keeps every earlier one there, so that no more space is needed
 * afterwards; all of it is on the disk when this resolves. Throws a UserError where that fails.
 */
export async function stageChanges(
  workspace: Workspace,
  changes: readonly FileChange[],
): Promise<readonly JournalEntry[]> {
  const failed = 'the changes cannot be prepared'
  explainFailure(failed, () => {
    fs.mkdirSync(workspace.newDirectory)
    fs.mkdirSync(workspace.oldDirectory)
    fs.mkdirSync(workspace.deletedDirectory)
  })
  const written: string[] = []
  const entries = changes.map(({ path, before, after }, index): JournalEntry => {
    const entry = (kept: Fingerprint | undefined, staged: Fingerprint | undefined): JournalEntry => ({
      path,
      before: kept,
      after: staged,
    })
    return explainFailure(`${path} cannot be prepared`, () => {
      if (before !== undefined && keep(workspace.target(path), workspace.oldFile(index))) {
        written.push(workspace.oldFile(index))
      }
      const kept = before === undefined ? undefined : fingerprintOf(before)
      if (after === undefined) return entry(kept, undefined)
      written.push(workspace.newFile(index))
      const permissions = before === undefined ? undefined : permissionsOf(workspace.target(path), after.mode)
      const mode = stage(workspace.newFile(index), after, permissions)
      return entry(kept, { ...fingerprintOf(after), mode })
    })
  })
  try {
    await syncToDisk([...written, workspace.newDirectory, workspace.oldDirectory])
  } catch (error) {
    explainFailure(failed, () => {
      throw error
    })
  }
  return entries
}

/** Keeps a file under a second name, or a copy of it where that cannot be. Returns whether it is a copy. */
function keep(file: string, name: string): boolean {
  try {
    fs.linkSync(file, name)
    return false
  } catch (error) {
    if (!withoutLinks.includes(errorCode(error) ?? '')) throw error
  }
  fs.copyFileSync(file, name, fs.constants.COPYFILE_EXCL)
  fs.chmodSync(name, fs.statSync(file).mode & 0o7777)
  return true
}

/** The permissions of a file with those to execute added, for everybody who may read it, or taken away. */
function permissionsOf(file: string, mode: FileContent['mode']): number {
  const permissions = fs.statSync(file).mode & 0o777
  if (mode === 'file') return permissions & ~0o111
  return (permissions & 0o100) === 0 ? permissions | ((permissions & 0o444) >> 2) | 0o100 : permissions
}

/** Writes a new file, with the user's usual permissions where none are given. Returns the mode that it really has. */
function stage(name: string, { bytes, mode }: FileContent, permissions: number | undefined): FileContent['mode'] {
  const file = fs.openSync(name, 'wx', mode === 'file' ? 0o666 : 0o777)
  try {
    fs.writeFileSync(file, bytes)
    if (permissions !== undefined) fs.fchmodSync(file, permissions)
    return (fs.fstatSync(file).mode & 0o100) === 0 ? 'file' : 'executable'
  } finally {
    fs.closeSync(file)
  }
}
