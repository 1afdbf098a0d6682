import type { RepoPath } from '../../source/repo-path.ts'
import { UserError } from '../../source/user-error.ts'
import type { FileChange } from './file-change.ts'
import type { FileContent } from './file-content.ts'
import { findAtPath } from './find-at-path.ts'

/**
 * Throws a UserError that names the file unless every file is what its change expects it to be: the same bytes and
 * mode, or not there. `deleted` are the paths that may stand where a new file needs a directory. What a written path
 * finds in its place may be a directory, which is then returned: it has to be removed before.
 */
export function checkBefore(
  root: string,
  changes: readonly FileChange[],
  deleted: ReadonlySet<RepoPath>,
): ReadonlySet<RepoPath> {
  const directories = new Set<RepoPath>()
  for (const { path, before, after } of changes) {
    const found = findAtPath(root, path)
    if (found.kind === 'other') throw new UserError(`${path} is ${found.name}; only regular files can be changed`)
    if (found.kind === 'file') {
      if (before === undefined) throw new UserError(`${path} has appeared since the changes were planned; run it again`)
      if (!isEqualContent(found.content, before)) {
        throw new UserError(`${path} has changed since the changes were planned; run it again`)
      }
    } else if (before !== undefined) {
      const what = found.kind === 'directory' ? 'has become a directory' : 'has gone'
      throw new UserError(`${path} ${what} since the changes were planned; run it again`)
    } else if (found.kind === 'directory') {
      if (after !== undefined) directories.add(path)
    } else if (found.blockedBy !== undefined && !deleted.has(found.blockedBy)) {
      throw new UserError(`${path} cannot be written: ${found.blockedBy} is a file`)
    }
  }
  return directories
}

/** Whether two contents have the same bytes and mode. */
export function isEqualContent(a: FileContent, b: FileContent): boolean {
  return a.mode === b.mode && Buffer.compare(a.bytes, b.bytes) === 0
}
