import type { RepoPath } from '../source/repo-path.ts'

/** Names that many directories of clusters end with, and that tell none apart. */
const commonNames = new Set(['bootstrap', 'cluster', 'config', 'flux', 'k8s', 'kubernetes', 'manifests', 'sync'])

/**
 * Names directories by their last telling segment (`clusters/prod/flux` is `prod`), with as many parents before it as
 * make each name the only one. The root of the repository is `.`.
 */
export function nameClusters(directories: readonly RepoPath[]): ReadonlyMap<RepoPath, string> {
  const telling = new Map(directories.map((directory) => [directory, tellingPart(directory)]))
  const names = new Map<RepoPath, string>()
  const tail = (directory: RepoPath, segments: number): string =>
    (telling.get(directory) ?? directory).split('/').slice(-segments).join('/')
  for (const directory of directories) {
    let segments = 1
    while (
      tail(directory, segments) !== telling.get(directory) &&
      directories.some((other) => other !== directory && tail(other, segments) === tail(directory, segments))
    ) {
      segments += 1
    }
    names.set(directory, tail(directory, segments) || '.')
  }
  return new Set(names.values()).size === names.size ? names : new Map(directories.map((path) => [path, path || '.']))
}

/** The path up to its last segment that is no common name; the whole path where there is none. */
function tellingPart(directory: RepoPath): string {
  const segments = directory.split('/')
  const last = segments.findLastIndex((segment) => !commonNames.has(segment))
  const isBelowClusters = segments[last] === 'clusters'
  return last < 0 || isBelowClusters ? directory : segments.slice(0, last + 1).join('/')
}
