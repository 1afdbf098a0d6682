import type { ChalkInstance } from 'chalk'
import type { BuiltObject } from '../kustomize/build/built-object.ts'
import type { FieldLineage } from '../kustomize/lineage/field-lineage.ts'
import { formatFieldPath } from '../kustomize/lineage/parse-field-path.ts'
import { ownerOf } from '../model/queries/owner-of.ts'
import { type ClusterContext, explainVariables } from './explain-steps.ts'
import { nameObject } from './name-object.ts'
import type { OpenSourceFile } from './render-build-problems.ts'
import { renderFields } from './render-fields.ts'
import { renderOwnership } from './render-ownership.ts'
import { renderSteps, renderVariable } from './render-steps.ts'
import type { SecretTest } from './secret-test.ts'
import { showValue } from './show-value.ts'
import { toPrintable } from './to-printable.ts'

/** What is needed to show the lineage of a build. */
export interface WhyContext {
  readonly open: OpenSourceFile
  readonly secrets: SecretTest
  readonly colors: ChalkInstance
  /** The cluster whose objects are shown; undefined for a directory that is built by itself. */
  readonly cluster?: ClusterContext | undefined
}

/**
 * The places that set one field, base first, each with what it did, a code frame and the value after it; below a map or
 * list the fields in it. Secrets are not shown.
 */
export function renderWhy(object: BuiltObject, field: FieldLineage, context: WhyContext): string {
  const { secrets, colors } = context
  const { path, node, steps } = field
  const isSecret = secrets.hidesField(object, field)
  const value = node === undefined ? colors.red('removed') : colors.bold(showValue(node, isSecret))
  const rows = [
    `${colors.bold(toPrintable(secrets.conceal(formatFieldPath(path))))}: ${value}  ${colors.dim(secrets.conceal(nameObject(object)))}`,
    '',
  ]
  rows.push(...renderPath(object, context))
  rows.push(...renderSteps(object, field, context))
  if (steps.length === 0) rows.push(colors.dim('nothing is known of where it comes from'), '')
  rows.push(...renderOpenVariables(object, field, context))
  if (isSecret) rows.push(colors.dim('Its text is a secret and not shown.'), '')
  if (node !== undefined && (node.fields.length > 0 || node.items.length > 0)) {
    rows.push(colors.dim(node.kind === 'mapping' ? 'Its fields:' : 'Its items:'), '')
    rows.push(renderFields(object, node, path, context))
  }
  return `${rows.join('\n').trimEnd()}\n`
}

/** How the object came into its cluster. */
export function renderPath(object: BuiltObject, context: WhyContext): readonly string[] {
  const { cluster } = context
  const owner = cluster && ownerOf(cluster.closure, object)
  return cluster === undefined || owner === undefined
    ? []
    : [renderOwnership(cluster.closure.cluster.name, owner, context)]
}

/** The variables of a field in which none could be filled in. */
function renderOpenVariables(
  object: BuiltObject,
  { path, steps }: FieldLineage,
  context: WhyContext,
): readonly string[] {
  const { cluster } = context
  const owner = cluster && ownerOf(cluster.closure, object)
  if (cluster === undefined || owner === undefined || steps.some(({ cause }) => cause === 'substitution')) return []
  return explainVariables(owner, object, path, cluster).flatMap((one) => [...renderVariable(one, context, [0], 0), ''])
}
