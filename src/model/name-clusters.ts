import type { RepoPath } from '../source/repo-path.ts'

/**
 * Names directories by their last segment, with as many parents before it as make each name the only one. The root of
 * the repository is `.`.
 */
export function nameClusters(directories: readonly RepoPath[]): ReadonlyMap<RepoPath, string> {
  const names = new Map<RepoPath, string>()
  const tail = (directory: RepoPath, segments: number): string => directory.split('/').slice(-segments).join('/')
  for (const directory of directories) {
    let segments = 1
    while (
      tail(directory, segments) !== directory &&
      directories.some((other) => other !== directory && tail(other, segments) === tail(directory, segments))
    ) {
      segments += 1
    }
    names.set(directory, directory === '' ? '.' : tail(directory, segments))
  }
  return names
}
