import type { RepoPath } from './repo-path.ts'

/** Whether a path is the directory itself or lies below it. */
export function isWithin(path: RepoPath, directory: RepoPath): boolean {
  return directory === '' || path === directory || path.startsWith(`${directory}/`)
}
