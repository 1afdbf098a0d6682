import { applyOperator, isDefaultOperator } from './apply-operator.ts'
import { type ByteText, fromByteText, toByteText, unitsOf } from './byte-text.ts'
import { type Budget, BudgetError, spend } from './match-glob.ts'
import { parseTemplate } from './parse-template.ts'
import type { TemplateExpression, TemplatePart } from './template.ts'
import { TemplateError, type TemplateErrorCode } from './template-error.ts'
import type { Variables } from './variables.ts'

/**
 * What became of a `${…}`: the `value` of the variable, its `default`, nothing (`empty`: not defined, not strict), or it
 * stands there as it was, because the variable is `undefined` and must not be, or because what it holds is `unseen`.
 */
export type UseOutcome = 'value' | 'default' | 'empty' | 'undefined' | 'unseen'

/** A `${…}` in a text. */
export interface TemplateUse {
  readonly name: string
  readonly operator: string
  readonly outcome: UseOutcome
  /** Offsets in the text that was given, of the `$` and behind the `}`. */
  readonly start: number
  readonly end: number
  /** Offset in the new text; undefined for one that stands in another. */
  readonly writtenAt: number | undefined
}

/** What is wrong with a `${…}`. */
export interface TemplateProblem {
  readonly code: TemplateErrorCode
  /** A part of a sentence, without values. */
  readonly message: string
  /** The variable, of `undefined-variable`. */
  readonly name: string | undefined
  /** Offset of the `${` in the text that was given, and of where the mistake shows. */
  readonly start: number
  readonly offset: number
}

/** A text after substitution. */
export interface EvaluatedTemplate {
  /** The text that was given where it could not be evaluated. */
  readonly text: string
  /** Whether cuts left pieces of characters, which stand as replacement characters in the text. */
  readonly isBroken: boolean
  /** In the order of their beginnings. */
  readonly uses: readonly TemplateUse[]
  readonly problems: readonly TemplateProblem[]
}

/** Steps and bytes that one text may cost. */
const maximumCost = 50_000_000

/**
 * Replaces each `${…}` of a text as Flux's envsubst 1.7.0 does. What depends on a value that is not seen stays as it is.
 * A variable that is not defined is a problem if `isStrict`, each time it is used, and else empty (Flux 2.8 and before).
 */
export function evaluateTemplate(text: string, variables: Variables, isStrict: boolean): EvaluatedTemplate {
  if (!/[$\0]/.test(text)) return { text, isBroken: false, uses: [], problems: [] }
  const run: Run = { text, variables, isStrict, uses: [], problems: [], budget: { left: maximumCost } }
  try {
    const written: ByteText[] = []
    let length = 0
    for (const part of parseTemplate(text)) {
      const { bytes } = evaluate(run, part, length)
      written.push(bytes)
      length += unitsOf(bytes)
    }
    const bytes = written.join('')
    const result = fromByteText(bytes)
    return {
      text: result ?? Buffer.from(bytes, 'latin1').toString('utf8'),
      isBroken: result === undefined,
      uses: run.uses,
      problems: run.problems,
    }
  } catch (error) {
    const { code, message, start, offset } = toTemplateError(error, run)
    return { text, isBroken: false, uses: run.uses, problems: [{ code, message, name: undefined, start, offset }] }
  }
}

interface Run {
  readonly text: string
  readonly variables: Variables
  readonly isStrict: boolean
  readonly uses: MutableUse[]
  readonly problems: TemplateProblem[]
  readonly budget: Budget
}

interface MutableUse extends TemplateUse {
  outcome: UseOutcome
}

function toTemplateError(error: unknown, { uses }: Run): TemplateError {
  if (error instanceof TemplateError) return error
  if (!(error instanceof BudgetError)) throw error
  const { start = 0 } = uses.at(-1) ?? {}
  return new TemplateError('too-costly', 'the result is too large, or takes too long to compute', start, start)
}

interface Evaluated {
  readonly bytes: ByteText
  /** Whether it stands there as it was, for want of a value. */
  readonly isPending: boolean
}

function evaluate(run: Run, part: TemplatePart, writtenAt?: number): Evaluated {
  const evaluated =
    part.is === 'text' ? { bytes: toByteText(part.text), isPending: false } : evaluateExpression(run, part, writtenAt)
  spend(run.budget, evaluated.bytes.length)
  return evaluated
}

function evaluateExpression(run: Run, expression: TemplateExpression, writtenAt: number | undefined): Evaluated {
  const { name, operator, start, end } = expression
  const use: MutableUse = { name, operator, outcome: 'value', start, end, writtenAt }
  run.uses.push(use)
  const operands = expression.arguments.map((argument) => evaluate(run, argument))
  const leave = (outcome: UseOutcome): Evaluated => {
    use.outcome = outcome
    return { bytes: toByteText(run.text.slice(start, end)), isPending: true }
  }

  const variable = run.variables.known.get(name)
  if (variable === undefined ? run.variables.isOpen : variable.value === undefined) return leave('unseen')
  const isDefault = isDefaultOperator(operator)
  if (variable === undefined && run.isStrict && !isDefault) {
    const message = `the variable \`${name}\` is not defined`
    run.problems.push({ code: 'undefined-variable', message, name, start, offset: start })
    return leave('undefined')
  }
  const value = toByteText(variable?.value ?? '')
  const isPending = operands.some((operand) => operand.isPending)
  if (isPending && !isDefault) return leave('unseen')
  if (isDefault && value === '') use.outcome = 'default'
  else if (variable === undefined) use.outcome = 'empty'
  const bytes = applyOperator(
    operator,
    value,
    operands.map((operand) => operand.bytes),
    run.budget,
  )
  if (bytes === undefined) {
    const message = 'the cut has a negative length, on which Flux panics'
    throw new TemplateError('negative-length', message, start, start)
  }
  return { bytes, isPending: isPending && use.outcome === 'default' }
}
