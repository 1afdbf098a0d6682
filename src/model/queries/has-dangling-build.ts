import type { Closure } from '../closure/closure.ts'
import type { Repository } from '../repository.ts'

/**
 * Whether a cluster refers to something to build that is not there. What it lacks may be behind that reference, which is
 * reported itself: one cause is reported once.
 */
export function hasDanglingBuild({ files }: Closure, { references }: Repository): boolean {
  return [...files.keys()].some((path) =>
    references.get(path)?.some(({ loads, target }) => loads === 'build' && target.kind === 'missing'),
  )
}
