import { chainOf } from '../kustomize/tree/chain-of.ts'
import { getNode } from '../kustomize/tree/get-node.ts'
import type { AppliedObject } from '../model/closure/applied-kustomization.ts'
import type { ClusterDiff, ObjectDiff, UnknownObjects } from '../model/diff/cluster-diff.ts'
import type { Consequence } from '../model/diff/consequence.ts'
import { type FieldChange, type FieldSide, formatFieldParts } from '../model/diff/field-change.ts'
import type { Repository } from '../model/repository.ts'
import type { Location } from '../source/location.ts'
import { createDiffSecretTest, type DiffSecretTest, type DiffSide } from './create-diff-secret-test.ts'
import type {
  ClusterDiffReport,
  DiffObjectId,
  DiffPlace,
  FieldReport,
  FieldSideReport,
  ObjectReport,
  ObjectSide,
} from './diff-report.ts'
import { toShownValue } from './to-shown-diff-value.ts'

/** A compared cluster with the repositories of both sides. */
export interface DiffInput {
  readonly diff: ClusterDiff
  readonly consequences: readonly Consequence[]
  readonly before: Repository
  readonly after: Repository
}

/** What a change does to one cluster as plain data, with places, and without any secret. */
export function toDiffReport({ diff, consequences, before, after }: DiffInput): ClusterDiffReport {
  const first: DiffSide = { closure: diff.before, repository: before }
  const second: DiffSide = { closure: diff.after, repository: after }
  const secrets = createDiffSecretTest([first, second])
  const [old, now] = [first, second].map((side): Context => ({ side, secrets }))
  const cluster = (diff.after ?? diff.before)?.cluster
  return {
    clusters: cluster === undefined ? [] : [cluster.name],
    exists: diff.before === undefined ? 'after' : diff.after === undefined ? 'before' : 'both',
    consequences: consequences.map(({ code, severity, message, kustomization, objects, steps }) => ({
      code,
      severity,
      message: secrets.conceal(message),
      kustomization: kustomization === undefined ? null : secrets.conceal(kustomization),
      objects: objects.map((object) => toId(object, secrets)),
      steps: steps.map(secrets.conceal),
    })),
    objects: diff.objects.map((one) => toObject(one, old, now)),
    unknown: diff.unknown.map(({ kustomization, reason, count }) => ({
      kustomization: secrets.conceal(kustomization.name),
      reason,
      message: secrets.conceal(explain(reason, kustomization.name)),
      objects: count,
    })),
  }
}

interface Context {
  readonly side: DiffSide
  readonly secrets: DiffSecretTest
}

const explanations: Readonly<Record<UnknownObjects['reason'], string>> = {
  fails: 'fails, so that Flux leaves what it has applied as it is',
  'failed-before': 'failed before, so that nobody can tell what of it is in the cluster',
  'out-of-sight': 'has a source or a variable that is not seen from here',
  'owner-stays-as-it-is': 'is held by what fails or is not seen, and stays as it is',
  'remote-parts': 'takes something from the network, which may hold what seems to be gone',
}

function explain(reason: UnknownObjects['reason'], name: string): string {
  return `\`${name}\` ${explanations[reason]}`
}

function toObject(one: ObjectDiff, old: Context | undefined, now: Context | undefined): ObjectReport {
  const { change, before, after, from, to, fields } = one
  return {
    change,
    before: before === undefined || old === undefined ? null : toSide(before, from?.name ?? '', old),
    after: after === undefined || now === undefined ? null : toSide(after, to?.name ?? '', now),
    fields: fields.map((field) => toField(field, one, old, now)),
  }
}

function toId({ id }: Pick<AppliedObject, 'id'>, { conceal }: DiffSecretTest): DiffObjectId {
  return {
    apiVersion: id.group === '' ? id.version : `${id.group}/${id.version}`,
    kind: id.kind,
    name: conceal(id.name),
    namespace: id.namespace === '' ? null : conceal(id.namespace),
  }
}

function toSide(object: AppliedObject, kustomization: string, context: Context): ObjectSide {
  const steps = chainOf(getNode(object.root, ['metadata', 'name'])?.step)
  const at = steps.find((step) => step.at !== undefined)?.at ?? object.root.step?.at
  const { secrets } = context
  return { ...toId(object, secrets), kustomization: secrets.conceal(kustomization), ...toPlace(at, context) }
}

function toField(
  { path, before, after, isOrder }: FieldChange,
  object: ObjectDiff,
  old: Context | undefined,
  now: Context | undefined,
): FieldReport {
  const hidesOld = hides(before, object.before, old)
  const hidesNow = hides(after, object.after, now)
  // What is a secret on one side says much about the other.
  const isSecret = (hidesOld && isScalar(before)) || (hidesNow && isScalar(after))
  const change = isOrder ? 'order' : before === undefined ? 'added' : after === undefined ? 'removed' : 'changed'
  return {
    field: (now ?? old)?.secrets.conceal(formatFieldParts(path)) ?? '',
    change,
    secret: isSecret,
    before: toFieldSide(before, object.before, old, isSecret),
    after: toFieldSide(after, object.after, now, isSecret),
  }
}

function isScalar(side: FieldSide | undefined): boolean {
  return side?.node === undefined || side.node.kind === 'scalar'
}

function hides(side: FieldSide | undefined, object: AppliedObject | undefined, context: Context | undefined): boolean {
  if (side === undefined || object === undefined || context === undefined) return false
  const { node, path } = side
  return context.secrets.hidesField(context.side, object, { path, node, steps: chainOf(node?.step) })
}

function toFieldSide(
  side: FieldSide | undefined,
  object: AppliedObject | undefined,
  context: Context | undefined,
  isSecret: boolean,
): FieldSideReport | null {
  if (side === undefined || object === undefined || context === undefined) return null
  const isHidden = (path: FieldSide['path'], node: FieldSide['node']): boolean =>
    isSecret || context.secrets.hidesField(context.side, object, { path, node, steps: chainOf(node?.step) })
  return {
    value: isSecret ? null : toShownValue(side, isHidden),
    steps: chainOf(side.node?.step).map(({ cause, at }) => ({ cause, ...toPlace(at, context) })),
  }
}

function toPlace(at: Location | undefined, context: Context | undefined): DiffPlace {
  const position =
    at === undefined ? undefined : context?.side.repository.files.get(at.file)?.lines.positionAt(at.start)
  return { file: at?.file ?? null, line: position?.line ?? null, column: position?.column ?? null }
}
