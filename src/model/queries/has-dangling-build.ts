import type { Closure } from '../closure/closure.ts'
import type { Repository } from '../repository.ts'
import { referencesIn } from './references-in.ts'

/**
 * Whether a cluster refers to something to build that is not there. What it lacks may be behind that reference, which is
 * reported itself: one cause is reported once.
 */
export function hasDanglingBuild({ cluster, files }: Closure, repository: Repository): boolean {
  return [...files.keys()].some((path) =>
    referencesIn(repository, path, cluster).some(({ loads, target }) => loads === 'build' && target.kind === 'missing'),
  )
}
