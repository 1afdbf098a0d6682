import { compareMinor } from '../../flux/compare-minor.ts'
import type { ValidationProblem } from '../../flux/schemas/validation-problem.ts'
import type { BuiltObject } from '../../kustomize/build/built-object.ts'
import type { Severity } from '../../source/severity.ts'
import type { FoundSchema } from './find-schemas.ts'
import { listObjectProblems } from './list-object-problems.ts'

/** Something in an object that the schema of its cluster does not admit. */
export interface Misfit {
  readonly message: 'flux' | 'own' | 'builtIn' | 'notServed'
  readonly path: readonly (string | number)[]
  readonly severity: Severity
  /** A sentence; for `notServed` the versions that are served. */
  readonly problem: string
  /** The release of Flux that the schema is of, where it is of Flux. */
  readonly fluxVersion: string | undefined
}

/** The release of Flux that the built-in schemas are of. */
const builtInVersion = '2.9'

/** Holds an object against a schema. `fluxVersion` is what is known to run in the cluster. */
export function judgeObject(
  object: BuiltObject,
  schema: FoundSchema,
  fluxVersion: string | undefined,
): readonly Misfit[] {
  if (schema.is === 'not-served') {
    const { from, served } = schema
    const severity = from.isCertain ? 'error' : 'warning'
    const problem = served.map((name) => `\`${name}\``).join(', ') || 'no version'
    return [{ message: 'notServed', path: ['apiVersion'], severity, problem, fluxVersion: undefined }]
  }
  const problems = listObjectProblems(object, schema.validator)
  if (schema.is === 'own') {
    const { isCertain, fluxVersion: own } = schema.from
    return problems.map((problem) => ({
      message: own === undefined ? 'own' : 'flux',
      path: problem.path,
      severity: isCertain && problem.kind !== 'pruned-field' ? 'error' : 'warning',
      problem: problem.message,
      fluxVersion: own,
    }))
  }
  const isKnown = fluxVersion !== undefined && compareMinor(fluxVersion, builtInVersion) <= 0
  return problems.map((problem) => ({
    message: 'builtIn',
    path: problem.path,
    severity: severityOf(problem, isKnown),
    problem: problem.message,
    fluxVersion: builtInVersion,
  }))
}

/** A newer Flux may know more fields and values, but what it demands and the types of its fields stay. */
function severityOf({ kind }: ValidationProblem, isKnown: boolean): Severity {
  if (kind === 'pruned-field') return 'warning'
  const staysWrong = kind === 'wrong-type' || kind === 'missing' || kind === 'duplicate'
  return isKnown || staysWrong ? 'error' : 'warning'
}
