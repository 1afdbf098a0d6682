import type { BuildProblem } from '../build-problem.ts'

/**
 * The problems that follow from no other. An entry that lacks an object may only follow from a part of the build that
 * failed or cannot be had offline, and one that lacks a field from an object or a patch that is not there: until those are
 * mended nobody can say whether they are mistakes.
 */
export function listCauses(
  problems: readonly BuildProblem[],
  unverified: readonly BuildProblem[],
): readonly BuildProblem[] {
  const own = problems.filter(({ code }) => code !== 'duplicate-object').map(depthOf)
  const first = unverified.length > 0 ? 0 : Math.min(...own)
  return problems.filter((problem) => depthOf(problem) <= first || depthOf(problem) === 0)
}

/** 0 for what can be judged by itself, 1 for what lacks an object, 2 for what lacks a field. */
export function depthOf({ code }: BuildProblem): 0 | 1 | 2 {
  if (lacksObject.has(code)) return 1
  return lacksField.has(code) ? 2 : 0
}

const lacksObject: ReadonlySet<string> = new Set([
  'patch-without-target',
  'generator-without-target',
  'replicas-without-target',
  'replacement-source-missing',
  'variable-without-object',
])

const lacksField: ReadonlySet<string> = new Set([
  'json-patch-missing-path',
  'json-patch-test',
  'replacement-field-missing',
  'replacement-source-field-missing',
  'variable-without-field',
  'validator-changes',
])
