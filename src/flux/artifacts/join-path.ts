import type { RepoPath } from '../../source/repo-path.ts'

/** A path below a directory, where either may be the root. */
export function joinPath(directory: RepoPath, path: RepoPath): RepoPath {
  if (path === '') return directory
  return directory === '' ? path : `${directory}/${path}`
}
