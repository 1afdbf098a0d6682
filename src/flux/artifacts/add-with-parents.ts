import { parentDirectory } from '../../source/parent-directory.ts'
import type { RepoPath } from '../../source/repo-path.ts'

/** Adds every directory above a path, but for the root. */
export function addWithParents(directories: Set<RepoPath>, path: RepoPath): void {
  for (let at = parentDirectory(path); at !== '' && !directories.has(at); at = parentDirectory(at)) directories.add(at)
}
