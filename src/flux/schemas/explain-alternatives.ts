import type { ErrorObject } from 'ajv'
import { describeExpectation } from './describe-expectation.ts'
import { pathText } from './path-text.ts'
import { showValue } from './show-value.ts'
import type { ValidationProblem } from './validation-problem.ts'

/** More forms than this are not told one by one. */
const shownForms = 6

/** One sentence for `anyOf`, `oneOf` or `not`, and all that their forms have against the value. */
export function explainAlternatives(
  error: ErrorObject,
  branches: readonly ErrorObject[],
  path: readonly (string | number)[],
): ValidationProblem {
  const name = path.length === 0 ? 'the object' : `\`${pathText(path)}\``
  const of = (text: string, near?: string): ValidationProblem => {
    return { path, kind: error.keyword === 'not' ? 'not-allowed' : 'no-alternative', message: `${name} ${text}`, near }
  }
  if (error.keyword === 'not') {
    const fields = requiredOf(error.schema)
    const isAboutFields = fields.length > 0 && fields.length <= shownForms
    if (isAboutFields)
      return of(
        `must not have ${listNames(fields, fields.length > 1 ? 'and' : '')}${fields.length > 1 ? ' together' : ''}`,
      )
    return of(`has a form that the schema rules out; found ${showValue(error.data, path)}`)
  }
  if (Array.isArray(error.params.passingSchemas)) {
    const forms = formsOf(error)
    const fields = error.params.passingSchemas.flatMap((index: unknown) => requiredOf(forms[Number(index)]))
    const isAboutFields = fields.length > 1 && fields.length <= shownForms
    return of(
      isAboutFields
        ? `must have only one of ${listNames(fields, 'and')}`
        : 'fits several forms of which it may have only one',
    )
  }
  const isAboutFields =
    branches.length > 0 &&
    branches.every((branch) => branch.keyword === 'required' && branch.instancePath === error.instancePath)
  if (isAboutFields) {
    const fields = [...new Set(branches.map((branch) => String(branch.params.missingProperty)))]
    if (fields.length <= shownForms) return of(`must have ${listNames(fields, 'or')}`)
  }
  const own = branches.filter((branch) => branch.instancePath === error.instancePath)
  const isAboutValue = own.length === branches.length && own.every(({ keyword }) => keyword !== 'required')
  const texts = [...new Set(own.map((branch) => describeExpectation(branch, path).text))]
  if (isAboutValue && texts.length > 0 && texts.length <= shownForms) {
    return of(`must ${texts.join(' or ')}; found ${showValue(error.data, path)}`)
  }
  return of(`has none of the ${formsOf(error).length} forms that the schema allows`)
}

function formsOf({ schema }: ErrorObject): readonly unknown[] {
  return Array.isArray(schema) ? schema : []
}

function requiredOf(form: unknown): readonly string[] {
  if (typeof form !== 'object' || form === null || !('required' in form) || !Array.isArray(form.required)) return []
  return form.required.map(String)
}

function listNames(names: readonly string[], word: string): string {
  const quoted = names.map((name) => `\`${name}\``)
  const last = quoted.pop() ?? ''
  return quoted.length === 0 ? last : `${quoted.join(', ')} ${word} ${last}`
}
