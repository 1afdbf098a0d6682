import { isWithin } from '../../source/is-within.ts'
import type { RepoPath } from '../../source/repo-path.ts'
import type { DirectoryPair } from './directory-pair.ts'

/** The counterpart in the target of a path in the source; undefined where the path is in none of the directories. */
export function mapPath(path: RepoPath, pairs: readonly DirectoryPair[]): RepoPath | undefined {
  const pair = pairs.find(({ from }) => isWithin(path, from))
  return pair === undefined ? undefined : `${pair.to}${path.slice(pair.from.length)}`
}
