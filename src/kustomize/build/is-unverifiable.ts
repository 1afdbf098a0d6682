import type { BuildProblem } from '../build-problem.ts'

/** Whether something is no mistake but out of reach: it would have to be fetched, or another program to be run. */
export function isUnverifiable({ code }: BuildProblem): boolean {
  return code === 'remote' || code === 'helm-chart' || code === 'plugin' || code === 'out-of-sight'
}
