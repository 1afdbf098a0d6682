import type { LocatedUse } from '../flux/substitution/located-use.ts'
import type { BuiltObject } from '../kustomize/build/built-object.ts'
import type { FieldLineage } from '../kustomize/lineage/field-lineage.ts'
import { chainOf } from '../kustomize/tree/chain-of.ts'
import type { Step } from '../kustomize/tree/step.ts'
import type { AppliedKustomization } from '../model/closure/applied-kustomization.ts'
import type { Closure } from '../model/closure/closure.ts'
import { findFluxField } from '../model/queries/find-flux-field.ts'
import { findVariableOrigin } from '../model/queries/find-variable-origin.ts'
import { listVariableUses } from '../model/queries/list-variable-uses.ts'
import { ownerOf } from '../model/queries/owner-of.ts'
import type { ClusterSecretTest } from './cluster-secret-test.ts'
import { describeStep } from './describe-step.ts'
import type { OpenSourceFile } from './render-build-problems.ts'

/** The cluster that an object is in. */
export interface ClusterContext {
  readonly closure: Closure
  readonly secrets: ClusterSecretTest
}

/** A step of a chain in words. */
export interface ExplainedStep {
  readonly step: Step
  readonly action: string
  /** The field of a Flux Kustomization that did it; undefined for what kustomize does by itself. */
  readonly layer: FluxLayer | undefined
  /** What was filled in. */
  readonly variables: readonly ExplainedVariable[]
}

/** A field of a Flux Kustomization. */
export interface FluxLayer {
  readonly owner: AppliedKustomization
  /** `spec.patches`, `spec.postBuild`, … */
  readonly field: string
}

/** A variable in a field, and where its value comes from. */
export interface ExplainedVariable {
  readonly use: LocatedUse
  readonly isSecret: boolean
  /** The field with the value; undefined where it is not known, or comes from the configuration. */
  readonly origin:
    | {
        readonly object: BuiltObject
        readonly owner: AppliedKustomization | undefined
        readonly field: FieldLineage
      }
    | undefined
}

/** The steps of a field, base first. Without a cluster only those of kustomize are known. */
export function explainSteps(
  object: BuiltObject,
  { node, path, steps }: FieldLineage,
  open: OpenSourceFile,
  cluster: ClusterContext | undefined,
): readonly ExplainedStep[] {
  const owner = cluster && ownerOf(cluster.closure, object)
  const last = steps.findLastIndex(({ cause }) => cause === 'substitution')
  return steps.map((step, index) => {
    const next = steps[index + 1]
    const action = describeStep(step, next, node === undefined && next === undefined, open)
    const layer = owner && findLayer(owner, step)
    const variables =
      index === last && cluster !== undefined && owner !== undefined
        ? explainVariables(owner, object, path, cluster)
        : []
    return { step, action: layer === undefined ? action : `${action}${describeLayer(layer, step)}`, layer, variables }
  })
}

/** The variables in a field of an object: also those that have no value. */
export function explainVariables(
  owner: AppliedKustomization,
  object: BuiltObject,
  path: readonly (string | number)[],
  { closure, secrets }: ClusterContext,
): readonly ExplainedVariable[] {
  return listVariableUses(owner, object, path).map((use) => {
    const found = use.variable === undefined ? undefined : findVariableOrigin(closure, owner, use.name, use.variable.at)
    const origin = found && {
      object: found.object,
      owner: ownerOf(closure, found.object),
      field: { path: found.path, node: found.node, steps: chainOf(found.node.step) },
    }
    return { use, isSecret: secrets.hidesVariable(owner, use), origin }
  })
}

/** `flux-system/apps`. */
export function nameKustomization({ namespace, name }: AppliedKustomization): string {
  return `${namespace}/${name}`
}

function findLayer(owner: AppliedKustomization, { cause, at }: Step): FluxLayer | undefined {
  if (cause === 'substitution') return { owner, field: 'spec.postBuild' }
  if (cause === 'commonMetadata') return { owner, field: 'spec.commonMetadata' }
  const field = at === undefined ? undefined : findFluxField(owner, at)
  return field === undefined ? undefined : { owner, field }
}

function describeLayer({ owner, field }: FluxLayer, { cause }: Step): string {
  const name = nameKustomization(owner)
  return cause === 'substitution' || cause === 'commonMetadata' ? ` of ${name}` : `, in \`${field}\` of ${name}`
}
