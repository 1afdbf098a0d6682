import type { BuiltObject } from '../kustomize/build/built-object.ts'
import type { FieldLineage } from '../kustomize/lineage/field-lineage.ts'
import { type ExplainedStep, type ExplainedVariable, explainSteps, nameKustomization } from './explain-steps.ts'
import { nameObject } from './name-object.ts'
import { renderPlace } from './render-build-problems.ts'
import type { WhyContext } from './render-why.ts'
import { mask, showText } from './show-value.ts'
import { toPrintable } from './to-printable.ts'

/** Variables that are made of variables beyond this are told no further. */
const maximumDepth = 6

/**
 * The steps of a field as numbered rows, each with its place and code frame; below a substitution the variables with the
 * steps of their own, numbered `3.1`.
 */
export function renderSteps(
  object: BuiltObject,
  field: FieldLineage,
  context: WhyContext,
  numbers: readonly number[] = [],
): readonly string[] {
  const { secrets, open, colors, cluster } = context
  const isSecret = secrets.hidesField(object, field)
  const steps = explainSteps(object, field, open, cluster)
  return steps.flatMap(({ step, action, variables }, index) => {
    const isRemoval = field.node === undefined && index === steps.length - 1
    const after =
      step.value === undefined || isRemoval ? '' : `: ${colors.bold(isSecret ? mask : showText(step.value))}`
    const number = [...numbers, index + 1]
    const title = `${number.join('.')}${numbers.length === 0 ? '.' : ''} ${toPrintable(secrets.conceal(action))}${after}`
    if (variables.length > 0 && number.length <= maximumDepth) {
      return [title, ...variables.flatMap((one, at) => [...renderVariable(one, context, number, at), ''])]
    }
    return [title, ...renderStepPlace(step, isSecret, context), '']
  })
}

function renderStepPlace(
  step: ExplainedStep['step'],
  isSecret: boolean,
  { secrets, open, colors }: WhyContext,
): readonly string[] {
  if (step.at === undefined) return [`  ${colors.dim('computed: no line holds it')}`]
  return renderPlace(step.at, open, colors, !isSecret && !secrets.hidesLines(step.at))
}

/** A variable with its value, and where that is written. `at` counts the variables of the step. */
export function renderVariable(
  { use, isSecret, origin }: ExplainedVariable,
  context: WhyContext,
  number: readonly number[],
  at: number,
): readonly string[] {
  const { secrets, open, colors } = context
  const name = `  ${colors.magenta(`\${${toPrintable(use.name)}}`)}`
  const place = (where = use.variable?.at ?? use.at): readonly string[] =>
    where === undefined ? [] : renderPlace(where, open, colors, !isSecret && !secrets.hidesLines(where))
  if (use.outcome === 'default') return [`${name} has no value: its default is taken`, ...place(use.at)]
  if (use.outcome === 'empty') return [`${name} is not defined: nothing is put in its place`, ...place(use.at)]
  if (use.outcome === 'undefined') return [`${name} is not defined, for which Flux fails`, ...place(use.at)]
  if (use.outcome === 'unseen' || use.variable?.value === undefined) {
    return [`${name} has a value that cannot be seen from here${from(origin, context)}`, ...place()]
  }
  const value = colors.bold(isSecret ? mask : showText(use.variable.value))
  const title = `${name} is ${value}${from(origin, context)}`
  if (origin === undefined || origin.field.steps.length < 2) return [title, ...place()]
  const rows = renderSteps(origin.object, origin.field, context, at === 0 ? number : [...number, at + 1])
  return [title, '', ...rows.slice(0, -1).map((row) => (row === '' ? '' : `  ${row}`))]
}

function from(origin: ExplainedVariable['origin'], { secrets }: WhyContext): string {
  if (origin === undefined) return ''
  const { object, owner, field } = origin
  const by = owner === undefined ? '' : `, which ${nameKustomization(owner)} applies`
  const where = field.path[0] === 'spec' ? `\`postBuild.substitute\` of ${nameObject(object)}` : nameObject(object)
  return secrets.conceal(toPrintable(`, from ${where}${by}`))
}
