import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { readCases } from '../../scripts/flux-schemas/read-cases.ts'
import { compileObjectSchema } from '../../src/flux/schemas/compile-object-schema.ts'
import { readCustomResourceDefinition } from '../../src/flux/schemas/read-custom-resource-definition.ts'
import { validateObject } from '../../src/flux/schemas/validate-object.ts'
import type { ValidationProblem } from '../../src/flux/schemas/validation-problem.ts'
import { formatFieldPath } from '../../src/kustomize/lineage/parse-field-path.ts'
import type { JsonValue } from '../../src/yaml/json-value.ts'

const root = join(import.meta.dirname, '../..')

interface Verdict {
  readonly name: string
  readonly typed?: readonly string[]
  readonly unknown?: readonly string[]
  readonly schema?: readonly string[]
  readonly meta?: readonly string[]
  readonly lists?: readonly string[]
}

const verdicts: readonly Verdict[] = JSON.parse(readFileSync(join(root, 'fixtures/schemas/verdicts.json'), 'utf8'))
const cases = readCases(root)

function readValue(text: string): JsonValue {
  return parse(text, { mapAsMap: true, intAsBigInt: false })
}

function validate(crd: string, object: string): readonly ValidationProblem[] {
  const definition = readCustomResourceDefinition(readValue(crd))
  const [version] = definition?.versions ?? []
  return validateObject(readValue(object), compileObjectSchema(version?.schema))
}

/** What the verdict says of a path, in the words of ours. */
function judgedPaths({ typed = [], schema = [], meta = [], lists = [] }: Verdict): readonly string[] {
  const values = [...schema, ...meta, ...lists].map((line) => {
    const [, inside] = /"(spec[^"]*)" must|with format \S+ in (\S+)$/.exec(line) ?? []
    const path = line.startsWith('<nil>')
      ? (inside ?? /in (\S+)$/.exec(line)?.[1] ?? '')
      : line.slice(0, line.indexOf(': '))
    return path.startsWith('json') ? 'metadata' : path
  })
  const unknown = typed
    .filter((line) => line.endsWith('not declared in schema'))
    .map((line) => line.slice(1, line.indexOf(': ')))
  return [...values, ...unknown]
}

describe('the API server says the same', () => {
  it('of every case', () => {
    expect(verdicts.map(({ name }) => name)).toEqual(cases.map(({ name }) => name))
  })

  it.each(cases.map((one, index) => [one.name, one, verdicts[index] ?? { name: '' }] as const))(
    '%s',
    (_, { crd, object }, verdict) => {
      const problems = validate(crd, object)
      const found = problems.filter(({ kind }) => kind !== 'pruned-field').map(({ path }) => formatFieldPath(path))
      const judged = judgedPaths(verdict)
      // It names what the first form lacks, or the whole of metadata.
      const near = (a: string, b: string): boolean => a === b || (a.startsWith(b) && /metadata|either|some/.test(b))
      expect(found.filter((path) => !judged.some((one) => near(path, one)))).toEqual([])
      expect(judged.filter((one) => !found.some((path) => near(path, one) || near(one, path)))).toEqual([])
      const unknown = problems.filter(({ kind }) => kind === 'unknown-field').map(({ path }) => formatFieldPath(path))
      const refused = (verdict.typed ?? []).filter((line) => line.endsWith('not declared in schema'))
      expect(unknown).toEqual(refused.map((line) => line.slice(1, line.indexOf(': '))))
    },
  )
})
