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
  const tails: Map<string, number>[] = []
  /** How many directories end with the same segments. */
  const count = (directory: RepoPath, segments: number): number => {
    tails[segments] ??= countEach(directories.map((one) => tail(one, segments)))
    return tails[segments].get(tail(directory, segments)) ?? 0
  }
  for (const directory of directories) {
    let segments = 1
    while (tail(directory, segments) !== telling.get(directory) && count(directory, segments) > 1) segments += 1
    names.set(directory, tail(directory, segments) || '.')
  }
  return new Set(names.values()).size === names.size ? names : new Map(directories.map((path) => [path, path || '.']))
}

function countEach(texts: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1)
  return counts
}

/** The path up to its last segment that is no common name; the whole path where there is none. */
function tellingPart(directory: RepoPath): string {
  const segments = directory.split('/')
  const last = segments.findLastIndex((segment) => !commonNames.has(segment))
  const isBelowClusters = segments[last] === 'clusters'
  return last < 0 || isBelowClusters ? directory : segments.slice(0, last + 1).join('/')
}
