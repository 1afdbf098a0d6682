import { posix } from 'node:path'
import type { RepoPath } from '../../source/repo-path.ts'

/** A path of the repository as an entry in a file of `directory` must be written to name it. */
export function relativeTo(directory: RepoPath, path: RepoPath): string {
  return posix.relative(`/${directory}`, `/${path}`) || '.'
}
