import { posix } from 'node:path'
import type { RepoPath } from './repo-path.ts'

/**
 * Resolves a relative path as written in a file against a directory of the repository.
 * Returns undefined where the result lies outside the repository.
 */
export function resolveRepoPath(directory: RepoPath, text: string): RepoPath | undefined {
  const joined = posix.join(directory, text)
  if (joined === '..' || joined.startsWith('../')) return undefined
  return joined === '.' ? '' : joined.replace(/\/$/, '')
}
