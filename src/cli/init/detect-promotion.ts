import { findDirectories } from '../../model/find-directories.ts'
import { isSetAside } from '../../model/is-set-aside.ts'
import type { Repository } from '../../model/repository.ts'
import { isWithin } from '../../source/is-within.ts'
import type { RepoPath } from '../../source/repo-path.ts'
import type { DetectedEnvironment } from './detected-layout.ts'

/** More patterns than these are no layout that somebody would write down. */
const maximum = 12

/**
 * Patterns of the directories that each environment owns, as `promotion.directories` has them, where these are more than
 * the directories of clusters. A pattern is taken only where every environment has its directory
 * and loads no other's: what only one of them has would be deleted by a promotion. Empty where the directories of the clusters themselves do not follow a pattern.
 */
export function detectPromotion(
  repository: Repository,
  environments: readonly DetectedEnvironment[],
): readonly string[] {
  const { tree, clusters } = repository
  const [first] = environments
  if (first === undefined || environments.some((one) => one.clusters.length > 1 || one.name.includes('/'))) return []
  const patterns = findDirectories([`**/${first.name}`], tree)
    .filter((directory) => !isSetAside(directory))
    .map((directory) => `${directory.slice(0, -first.name.length)}{environment}`)
    .filter((pattern) => environments.every((one) => isOwn(fill(pattern, one.name), one, environments, repository)))
  const topmost = patterns.filter(
    (pattern) =>
      !patterns.some(
        (other) => other !== pattern && environments.some(({ name }) => isWithin(fill(pattern), fill(other, name))),
      ),
  )
  const owned = environments.map(({ name }) => clusters.find((one) => one.name === name)?.directory)
  const coversClusters = owned.every((directory, index) =>
    topmost.some((pattern) => directory !== undefined && isOwned(directory, fill(pattern, environments[index]?.name))),
  )
  if (!coversClusters || topmost.length < 2 || topmost.length > maximum) return []
  return topmost.sort()
}

/** Whether the cluster of an environment loads a directory, and that of no other environment. */
function isOwn(
  directory: RepoPath,
  environment: DetectedEnvironment,
  environments: readonly DetectedEnvironment[],
  { closures }: Repository,
): boolean {
  const loaders = environments.filter(({ clusters }) =>
    clusters.some((name) => [...(closures.get(name)?.files.keys() ?? [])].some((path) => isWithin(path, directory))),
  )
  return loaders.length === 1 && loaders[0] === environment
}

function isOwned(directory: string, owned: string): boolean {
  return directory === owned || isWithin(directory, owned)
}

function fill(pattern: string, name = ''): string {
  return pattern.replace('{environment}', name)
}
