import { compareBytes } from '../../source/compare-bytes.ts'
import { parentDirectory } from '../../source/parent-directory.ts'
import type { RepoPath } from '../../source/repo-path.ts'
import { UserError } from '../../source/user-error.ts'
import { workspaceName } from './workspace.ts'

/** A path that a transaction is to change, and whether there is a file afterwards. */
export interface ChangedPath {
  readonly path: RepoPath
  readonly isWritten: boolean
}

/**
 * Throws a UserError unless every path lies in the repository, outside Git's and the transaction's own directories, is
 * named once, and no file is to be written where another one needs a directory.
 */
export function checkPaths(changes: readonly ChangedPath[]): void {
  const seen = new Set<RepoPath>()
  const written = new Set<RepoPath>()
  for (const { path, isWritten } of changes) {
    const objection = objectionTo(path)
    if (objection !== undefined) throw new UserError(`${JSON.stringify(path)} cannot be changed: ${objection}`)
    if (seen.has(path)) throw new UserError(`${path} is to be changed twice at once`)
    seen.add(path)
    if (isWritten) written.add(path)
  }
  for (const path of [...written].sort(compareBytes)) {
    for (let parent = parentDirectory(path); parent !== ''; parent = parentDirectory(parent)) {
      if (written.has(parent)) throw new UserError(`${path} cannot be written: ${parent} is to be a file`)
    }
  }
}

function objectionTo(path: RepoPath): string | undefined {
  const names = path.split('/')
  if (names.some((name) => name === '' || name === '.' || name === '..')) {
    return 'it is no path relative to the root of the repository'
  }
  if (/[\0\\]/.test(path)) return 'its name has a character that not every system can have'
  if (names.some((name) => name.toLowerCase() === '.git')) return 'it belongs to Git'
  if (names[0]?.toLowerCase().startsWith(workspaceName) === true) return 'it belongs to gitops itself'
  return undefined
}
