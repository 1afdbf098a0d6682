import type { BuildProblem } from '../build-problem.ts'
import type { Build } from './build.ts'

/**
 * Whether something was not read because of a limit of this program, or because it cannot be read here: the build itself
 * need not fail on it.
 */
export function isLimit({ code, message }: BuildProblem): boolean {
  return limits.has(code) || (code === 'malformed-yaml' && message.includes('nested too deep'))
}

const limits: ReadonlySet<string> = new Set(['too-large', 'file-too-large', 'alias-bomb', 'unreadable'])

/** A build in which what was not read counts as not seen instead of as a failure. */
export function setLimitsAside(build: Build): Build {
  if (!build.problems.some(isLimit)) return build
  return {
    ...build,
    problems: build.problems.filter((problem) => !isLimit(problem)),
    unverified: [...build.unverified, ...build.problems.filter(isLimit)],
  }
}
