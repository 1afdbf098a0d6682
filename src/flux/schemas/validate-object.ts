import type { JsonValue } from '../../yaml/json-value.ts'
import type { ObjectValidator } from './compile-object-schema.ts'
import { explainErrors } from './explain-errors.ts'
import { prepareObject } from './prepare-object.ts'
import type { ValidationProblem } from './validation-problem.ts'

/**
 * All that the API server would say against an object of the validator's kind, as Flux applies it (server-side), but for
 * rules in CEL, admission, and the syntax of names and labels. Texts with `${` are variables that were not substituted,
 * and fit anywhere.
 */
export function validateObject(object: JsonValue, validator: ObjectValidator): readonly ValidationProblem[] {
  const prepared = prepareObject(object, validator.schema, validator.keepsUnknownFields)
  const errors = explainErrors(validator.findErrors(prepared.value), prepared)
  const meant = new Set(prepared.problems.map(({ path, near }) => JSON.stringify([...path.slice(0, -1), near])))
  // What is there, but misspelt, is not said to be missing as well.
  const others = errors.filter(({ kind, path }) => kind !== 'missing' || !meant.has(JSON.stringify(path)))
  return [...prepared.problems, ...others]
}
