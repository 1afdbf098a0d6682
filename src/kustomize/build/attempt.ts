import { BuildError } from '../build-error.ts'
import type { BuildProblem } from '../build-problem.ts'
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
    for (const problem of [error.problem, ...error.others]) keep(run, problem)
    return undefined
  }
}

function keep(run: BuildRun, problem: BuildProblem): void {
  const list = isUnverifiable(problem) ? run.unverified : run.problems
  const { code, at, message } = problem
  if (code === 'too-large' || code === 'alias-bomb') run.isCutOff = true
  const key = [code, at?.file, at?.start, message].join('\0')
  if (!run.known.has(key)) list.push(problem)
  run.known.add(key)
}
