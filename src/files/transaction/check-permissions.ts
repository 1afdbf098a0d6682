import { accessSync, constants } from 'node:fs'
import { parentDirectory } from '../../source/parent-directory.ts'
import type { RepoPath } from '../../source/repo-path.ts'
import { UserError } from '../../source/user-error.ts'
import { explainFailure } from './explain-failure.ts'
import { findAtPath } from './find-at-path.ts'

/**
 * Throws a UserError that names the file or directory where one that is to be changed is read-only. To replace a
 * read-only file would be possible, but whoever made it read-only does not want that.
 */
export function checkPermissions(root: string, paths: readonly RepoPath[], target: (path: RepoPath) => string): void {
  const checked = new Set<RepoPath>()
  for (const path of paths) {
    const found = findAtPath(root, path)
    if (found.kind === 'file' && (found.permissions & 0o200) === 0) {
      throw new UserError(`${path} is read-only; make it writable first`)
    }
    let parent = parentDirectory(path)
    while (parent !== '' && findAtPath(root, parent).kind !== 'directory') parent = parentDirectory(parent)
    if (checked.has(parent)) continue
    checked.add(parent)
    explainFailure(`${path} cannot be written, nor anything in ${parent === '' ? 'its directory' : parent}`, () =>
      accessSync(target(parent), constants.W_OK | constants.X_OK),
    )
  }
}
