import type { ChalkInstance } from 'chalk'
import type { BuiltObject } from '../kustomize/build/built-object.ts'
import type { FieldLineage } from '../kustomize/lineage/field-lineage.ts'
import { formatFieldPath } from '../kustomize/lineage/parse-field-path.ts'
import { describeStep } from './describe-step.ts'
import { nameObject } from './name-object.ts'
import { type OpenSourceFile, renderPlace } from './render-build-problems.ts'
import { renderFields } from './render-fields.ts'
import type { SecretTest } from './secret-test.ts'
import { mask, showText, showValue } from './show-value.ts'
import { toPrintable } from './to-printable.ts'

/** What is needed to show the lineage of a build. */
export interface WhyContext {
  readonly open: OpenSourceFile
  readonly secrets: SecretTest
  readonly colors: ChalkInstance
}

/**
 * The places that set one field, base first, each with what it did, a code frame and the value after it; below a map or
 * list the fields in it. Secrets are not shown.
 */
export function renderWhy(object: BuiltObject, field: FieldLineage, context: WhyContext): string {
  const { open, secrets, colors } = context
  const { path, node, steps } = field
  const isSecret = secrets.hidesField(object, field)
  const value = node === undefined ? colors.red('removed') : colors.bold(showValue(node, isSecret))
  const rows = [`${colors.bold(toPrintable(formatFieldPath(path)))}: ${value}  ${colors.dim(nameObject(object))}`, '']
  for (const [index, step] of steps.entries()) {
    const next = steps[index + 1]
    const isRemoval = node === undefined && next === undefined
    const action = toPrintable(describeStep(step, next, isRemoval, open))
    const after =
      step.value === undefined || isRemoval ? '' : `: ${colors.bold(isSecret ? mask : showText(step.value))}`
    rows.push(`${index + 1}. ${action}${after}`)
    if (step.at === undefined) rows.push(`  ${colors.dim('computed: no line holds it')}`)
    else rows.push(...renderPlace(step.at, open, colors, !isSecret && !secrets.hidesLines(step.at)))
    rows.push('')
  }
  if (steps.length === 0) rows.push(colors.dim('nothing is known of where it comes from'), '')
  if (isSecret) rows.push(colors.dim('Its text is a secret and not shown.'), '')
  if (node !== undefined && (node.fields.length > 0 || node.items.length > 0)) {
    rows.push(colors.dim(node.kind === 'mapping' ? 'Its fields:' : 'Its items:'), '')
    rows.push(renderFields(object, node, path, context))
  }
  return `${rows.join('\n').trimEnd()}\n`
}
