import type { BuildProblem } from './build-problem.ts'

/** Thrown where kustomize would stop; caught around each entry of a kustomization file, so that the next is judged too. */
export class BuildError extends Error {
  override readonly name = 'BuildError'

  constructor(
    readonly problem: BuildProblem,
    /** What else is wrong at the same step. */
    readonly others: readonly BuildProblem[] = [],
  ) {
    super(problem.message)
  }
}
