import { BuildError } from '../build-error.ts'
import type { BuildRun } from './build-run.ts'
import { isUnverifiable } from './is-unverifiable.ts'

/**
 * Does one step of a build. Where it fails the problem is kept and the build goes on, so that all problems are found;
 * undefined is given then. A build that is too large ends at once.
 */
export function attempt<Value>(run: BuildRun, step: () => Value): Value | undefined {
  if (run.isCutOff) return undefined
  try {
    return step()
  } catch (error) {
    if (!(error instanceof BuildError)) throw error
    const list = isUnverifiable(error.problem) ? run.unverified : run.problems
    const { code, at, message } = error.problem
    run.isCutOff = code === 'too-large' || code === 'alias-bomb'
    const isKnown = list.some(
      (known) =>
        known.code === code &&
        known.message === message &&
        known.at?.file === at?.file &&
        known.at?.start === at?.start,
    )
    if (!isKnown) list.push(error.problem)
    return undefined
  }
}
