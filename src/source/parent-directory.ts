import type { RepoPath } from './repo-path.ts'

/** The directory that holds a file or directory; the empty string for what lies at the root. */
export function parentDirectory(path: RepoPath): RepoPath {
  const slash = path.lastIndexOf('/')
  return slash < 0 ? '' : path.slice(0, slash)
}
