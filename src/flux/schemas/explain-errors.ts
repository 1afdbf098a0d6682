import type { ErrorObject } from 'ajv'
import { stepsOf } from '../../yaml/steps-of.ts'
import { describeExpectation } from './describe-expectation.ts'
import { explainAlternatives } from './explain-alternatives.ts'
import { pathText } from './path-text.ts'
import type { PreparedObject } from './prepare-object.ts'
import { showValue } from './show-value.ts'
import type { ValidationProblem } from './validation-problem.ts'

/** Turns ajv's errors about a prepared object into problems, one for each field and kind. */
export function explainErrors(
  errors: readonly ErrorObject[],
  { value, defaulted }: PreparedObject,
): readonly ValidationProblem[] {
  const problems = new Map<string, ValidationProblem>()
  for (const { error, branches } of groupAlternatives(errors)) {
    if (isDefaulted(error.instancePath, defaulted) || hangsOnVariable(error)) continue
    const path = pathOf(value, error.instancePath)
    const problem = isAlternative(error) ? explainAlternatives(error, branches, path) : explain(error, path)
    const place = JSON.stringify(problem.path)
    // A value of the wrong type fails the rest as well.
    if (problems.has(`${place} wrong-type`)) continue
    const key = `${place} ${problem.kind}`
    if (!problems.has(key)) problems.set(key, problem)
  }
  return [...problems.values()]
}

interface Group {
  readonly error: ErrorObject
  /** What the forms of an alternative have against the value. */
  readonly branches: readonly ErrorObject[]
}

function isAlternative({ keyword }: ErrorObject): boolean {
  return keyword === 'anyOf' || keyword === 'oneOf' || keyword === 'not'
}

/** ajv tells what is wrong with each form right before it tells that none fits. */
function groupAlternatives(errors: readonly ErrorObject[]): readonly Group[] {
  const groups: Group[] = []
  for (const error of errors) {
    const branches: ErrorObject[] = []
    if (isAlternative(error)) {
      for (let last = groups.at(-1); last !== undefined; last = groups.at(-1)) {
        const isOwn =
          last.error.schemaPath.startsWith(`${error.schemaPath}/`) &&
          last.error.instancePath.startsWith(error.instancePath)
        if (!isOwn) break
        branches.unshift(last.error)
        groups.pop()
      }
    }
    groups.push({ error, branches })
  }
  // Types first: they explain the rest.
  return groups.sort((a, b) => Number(b.error.keyword === 'type') - Number(a.error.keyword === 'type'))
}

function isDefaulted(pointer: string, defaulted: ReadonlySet<string>): boolean {
  if (defaulted.size === 0) return false
  for (let end = pointer.length; end > 0; end = pointer.lastIndexOf('/', end - 1)) {
    if (defaulted.has(pointer.slice(0, end))) return true
  }
  return false
}

/** Whether the error could go away once a variable is replaced. */
function hangsOnVariable(error: ErrorObject): boolean {
  const { data, keyword } = error
  if (typeof data === 'string') return data.includes('${')
  if (typeof data !== 'object' || data === null) return false
  if (keyword === 'required') return Object.keys(data).some((key) => key.includes('${'))
  return isAlternative(error) && !isAboutPresence(error) && holdsVariable(data)
}

/** Whether all forms only say which fields must be there. */
function isAboutPresence({ schema }: ErrorObject): boolean {
  const forms: readonly unknown[] = Array.isArray(schema) ? schema : [schema]
  return forms.every((form) => typeof form === 'object' && form !== null && Object.keys(form).join() === 'required')
}

function holdsVariable(value: unknown): boolean {
  if (typeof value === 'string') return value.includes('${')
  return typeof value === 'object' && value !== null && Object.values(value).some(holdsVariable)
}

/** Indexes as numbers where the value has a list. */
function pathOf(value: unknown, pointer: string): readonly (string | number)[] {
  let node = value
  return stepsOf(pointer).map((step) => {
    const name = String(step)
    const at = Array.isArray(node) ? Number(name) : name
    node = typeof node === 'object' && node !== null ? Reflect.get(node, at) : undefined
    return at
  })
}

function explain(error: ErrorObject, path: readonly (string | number)[]): ValidationProblem {
  if (error.keyword === 'required') {
    const place = [...path, String(error.params.missingProperty)]
    return { path: place, kind: 'missing', message: `\`${pathText(place)}\` is missing`, near: undefined }
  }
  const { text, hint, near } = describeExpectation(error, path)
  const name = path.length === 0 ? 'the object' : `\`${pathText(path)}\``
  const kind = error.keyword === 'type' ? 'wrong-type' : 'not-allowed'
  const message = `${name} must ${text}; found ${showValue(error.data, path)}${hint}`
  return { path, kind, message, near }
}
