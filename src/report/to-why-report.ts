import type { BuiltObject } from '../kustomize/build/built-object.ts'
import type { BuildProblem } from '../kustomize/build-problem.ts'
import type { FieldLineage } from '../kustomize/lineage/field-lineage.ts'
import { formatFieldPath } from '../kustomize/lineage/parse-field-path.ts'
import type { Cause } from '../kustomize/tree/step.ts'
import type { Location } from '../source/location.ts'
import { maskCredentials } from '../source/mask-credentials.ts'
import { describeStep } from './describe-step.ts'
import type { OpenSourceFile } from './render-build-problems.ts'
import type { SecretTest } from './secret-test.ts'

/** The lineage of fields of one object, for programs; schemas/why.schema.json describes it. */
export interface WhyReport {
  readonly version: 1
  readonly object: {
    readonly apiVersion: string
    readonly kind: string
    readonly name: string
    readonly namespace?: string
  }
  /** False where the build has problems or leaves something out. */
  readonly complete: boolean
  readonly problems: readonly ({
    readonly severity: 'error' | 'warning'
    readonly code: string
    readonly message: string
  } & Place)[]
  readonly fields: readonly FieldReport[]
}

/** Lines and columns begin with 1; null where there is no place. */
interface Place {
  readonly file: string | null
  readonly line: number | null
  readonly column: number | null
}

interface FieldReport {
  readonly field: string
  /** A JSON pointer to the field in the object. */
  readonly pointer: string
  readonly type: 'scalar' | 'map' | 'list' | 'removed'
  readonly secret: boolean
  /** Null for maps, lists, removed fields and secrets. */
  readonly value: string | null
  readonly steps: readonly ({
    readonly cause: Cause
    readonly description: string
    readonly value: string | null
  } & Place)[]
}

/** What a report is made of. */
export interface WhyInput {
  readonly object: BuiltObject
  readonly fields: readonly FieldLineage[]
  readonly problems: readonly BuildProblem[]
  readonly unverified: readonly BuildProblem[]
}

/** The lineage of fields as plain data, base first, secrets left out. */
export function toWhyReport(
  { object, fields, problems, unverified }: WhyInput,
  open: OpenSourceFile,
  secrets: SecretTest,
): WhyReport {
  const { group, version, kind, name, namespace } = object.id
  const toProblem =
    (severity: 'error' | 'warning') =>
    ({ code, message, at }: BuildProblem): WhyReport['problems'][number] => ({
      severity,
      code,
      message,
      ...toPlace(at, open),
    })
  return {
    version: 1,
    object: {
      apiVersion: group === '' ? version : `${group}/${version}`,
      kind,
      name,
      ...(namespace === '' ? {} : { namespace }),
    },
    complete: problems.length === 0 && unverified.length === 0,
    problems: [...problems.map(toProblem('error')), ...unverified.map(toProblem('warning'))],
    fields: fields.map((field) => toField(object, field, open, secrets)),
  }
}

function toField(object: BuiltObject, field: FieldLineage, open: OpenSourceFile, secrets: SecretTest): FieldReport {
  const { path, node, steps } = field
  const secret = secrets.hidesField(object, field)
  const types = { scalar: 'scalar', mapping: 'map', sequence: 'list' } as const
  const show = (value: string | undefined): string | null =>
    secret || value === undefined ? null : maskCredentials(value)
  return {
    field: formatFieldPath(path),
    pointer: path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join(''),
    type: node === undefined ? 'removed' : types[node.kind],
    secret,
    value: show(node?.kind === 'scalar' ? node.value : undefined),
    steps: steps.map((step, index) => {
      const next = steps[index + 1]
      const isRemoval = node === undefined && next === undefined
      return {
        cause: step.cause,
        description: describeStep(step, next, isRemoval, open),
        ...toPlace(step.at, open),
        value: show(step.value),
      }
    }),
  }
}

function toPlace(at: Location | undefined, open: OpenSourceFile): Place {
  const position = at === undefined ? undefined : open(at.file)?.lines.positionAt(at.start)
  return { file: at?.file ?? null, line: position?.line ?? null, column: position?.column ?? null }
}
