import type { LocatedUse } from '../flux/substitution/located-use.ts'
import type { BuiltObject } from '../kustomize/build/built-object.ts'
import type { BuildProblem } from '../kustomize/build-problem.ts'
import type { FieldLineage } from '../kustomize/lineage/field-lineage.ts'
import { formatFieldPath } from '../kustomize/lineage/parse-field-path.ts'
import type { Cause } from '../kustomize/tree/step.ts'
import { listOwners } from '../model/queries/list-owners.ts'
import { locateKustomization } from '../model/queries/locate-kustomization.ts'
import { ownerOf } from '../model/queries/owner-of.ts'
import type { Location } from '../source/location.ts'
import { maskCredentials } from '../source/mask-credentials.ts'
import { type ExplainedVariable, explainSteps, nameKustomization } from './explain-steps.ts'
import type { OpenSourceFile } from './render-build-problems.ts'
import type { WhyContext } from './render-why.ts'

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
  /** Of an object in a cluster: the cluster's name. */
  readonly cluster?: string
  /** The Flux Kustomizations above the object, the root first; the last one applies it. */
  readonly owners?: readonly ({
    readonly namespace: string
    readonly name: string
    /** Its `spec.path`; null for a root that is not in the repository. */
    readonly path: string | null
    readonly certain: boolean
    readonly suspended: boolean
  } & Place)[]
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
  readonly steps: readonly StepReport[]
}

interface StepReport extends Place {
  readonly cause: Cause
  readonly description: string
  readonly value: string | null
  /** The field of a Flux Kustomization that did it, where one did. */
  readonly flux?: { readonly owner: string; readonly field: string }
  readonly variables?: readonly VariableReport[]
}

interface VariableReport extends Place {
  readonly name: string
  readonly outcome: LocatedUse['outcome']
  readonly secret: boolean
  readonly value: string | null
  /** The object with the value; null where it is not known, or comes from the configuration. */
  readonly object: WhyReport['object'] | null
  /** The Flux Kustomization that applies that object. */
  readonly owner: string | null
  readonly steps: readonly StepReport[]
}

/** What a report is made of. */
export interface WhyInput {
  readonly object: BuiltObject
  readonly fields: readonly FieldLineage[]
  readonly problems: readonly BuildProblem[]
  readonly unverified: readonly BuildProblem[]
}

/** Variables that are made of variables beyond this are told no further. */
const maximumDepth = 6

/** The lineage of fields as plain data, base first, secrets left out. */
export function toWhyReport({ object, fields, problems, unverified }: WhyInput, context: WhyContext): WhyReport {
  const { open, cluster, secrets } = context
  const toProblem =
    (severity: 'error' | 'warning') =>
    ({ code, message, at }: BuildProblem): WhyReport['problems'][number] => ({
      severity,
      code,
      message: secrets.conceal(message),
      ...toPlace(at, open),
    })
  const owner = cluster && ownerOf(cluster.closure, object)
  return {
    version: 1,
    object: toObject(object, context),
    complete: problems.length === 0 && unverified.length === 0,
    problems: [...problems.map(toProblem('error')), ...unverified.map(toProblem('warning'))],
    ...(cluster === undefined || owner === undefined
      ? {}
      : {
          cluster: cluster.closure.cluster.name,
          owners: listOwners(owner).map((one) => ({
            namespace: secrets.conceal(one.namespace),
            name: secrets.conceal(one.name),
            path: one.path === undefined ? null : secrets.conceal(one.path.text),
            certain: one.isCertain,
            suspended: one.isSuspended,
            ...toPlace(locateKustomization(one), open),
          })),
        }),
    fields: fields.map((field) => toField(object, field, context)),
  }
}

function toObject({ id }: BuiltObject, { secrets }: WhyContext): WhyReport['object'] {
  const { group, version, kind, name, namespace } = id
  return {
    apiVersion: group === '' ? version : `${group}/${version}`,
    kind,
    name: secrets.conceal(name),
    ...(namespace === '' ? {} : { namespace: secrets.conceal(namespace) }),
  }
}

function toField(object: BuiltObject, field: FieldLineage, context: WhyContext): FieldReport {
  const { path, node } = field
  const { secrets } = context
  const secret = secrets.hidesField(object, field)
  const types = { scalar: 'scalar', mapping: 'map', sequence: 'list' } as const
  return {
    field: secrets.conceal(formatFieldPath(path)),
    pointer: secrets.conceal(
      path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join(''),
    ),
    type: node === undefined ? 'removed' : types[node.kind],
    secret,
    value: showUnless(secret, node?.kind === 'scalar' ? node.value : undefined),
    steps: toSteps(object, field, secret, context, 0),
  }
}

function showUnless(isSecret: boolean, value: string | undefined): string | null {
  return isSecret || value === undefined ? null : maskCredentials(value)
}

function toSteps(
  object: BuiltObject,
  field: FieldLineage,
  isSecret: boolean,
  context: WhyContext,
  depth: number,
): readonly StepReport[] {
  const { open, cluster, secrets } = context
  return explainSteps(object, field, open, cluster).map(({ step, action, layer, variables }) => ({
    cause: step.cause,
    description: secrets.conceal(action),
    ...toPlace(step.at, open),
    value: showUnless(isSecret, step.value),
    ...(layer === undefined
      ? {}
      : { flux: { owner: secrets.conceal(nameKustomization(layer.owner)), field: layer.field } }),
    ...(variables.length === 0 || depth >= maximumDepth
      ? {}
      : { variables: variables.map((one) => toVariable(one, context, depth)) }),
  }))
}

function toVariable({ use, isSecret, origin }: ExplainedVariable, context: WhyContext, depth: number): VariableReport {
  const { secrets, open } = context
  const isHidden = isSecret || (origin !== undefined && secrets.hidesField(origin.object, origin.field))
  return {
    name: secrets.conceal(use.name),
    outcome: use.outcome,
    secret: isHidden,
    value: use.outcome === 'value' ? showUnless(isHidden, use.variable?.value) : null,
    ...toPlace(use.outcome === 'value' ? (use.variable?.at ?? use.at) : use.at, open),
    object: origin === undefined ? null : toObject(origin.object, context),
    owner: origin?.owner === undefined ? null : secrets.conceal(nameKustomization(origin.owner)),
    steps: origin === undefined ? [] : toSteps(origin.object, origin.field, isHidden, context, depth + 1),
  }
}

function toPlace(at: Location | undefined, open: OpenSourceFile): Place {
  const position = at === undefined ? undefined : open(at.file)?.lines.positionAt(at.start)
  return { file: at?.file ?? null, line: position?.line ?? null, column: position?.column ?? null }
}
