import { Ajv } from 'ajv'
import { describe, expect, test } from 'vitest'
import { type Document, isScalar, parseAllDocuments, Scalar, visit } from 'yaml'
import schema from '../schemas/kustomization.schema.json' with { type: 'json' }
import cases from './data/kustomization-schema-cases.json' with { type: 'json' }

// The verdicts in the table are those of the released kustomize 5.8.1: `kustomize build` over a directory that holds
// only the document. A refusal is an error that says "invalid Kustomization", "kind should be" or "apiVersion for …
// should be"; whatever goes wrong later (a missing file, an empty kustomization) counts as accepted.

type Schema = {
  $ref?: string
  allOf?: readonly Schema[]
  properties?: Readonly<Record<string, Schema>>
  items?: Schema
  definitions?: Readonly<Record<string, Schema>>
}

// the type that TypeScript infers for the JSON file differs from place to place
const root = schema as unknown as Schema
const definitions = root.definitions ?? {}

function resolved(node: Schema | undefined): Schema {
  const name = node?.$ref ?? node?.allOf?.[0]?.$ref
  return name === undefined ? (node ?? {}) : (definitions[name.replace('#/definitions/', '')] ?? {})
}

/** Names the fields of structs as the schema does. Go's encoding/json folds case as a regular expression with iu does. */
function canonicalCase(value: unknown, node: Schema | undefined): unknown {
  const { properties, items } = resolved(node)
  if (Array.isArray(value)) return value.map((entry) => canonicalCase(entry, items))
  if (typeof value !== 'object' || value === null || properties === undefined) return value
  const names = Object.keys(properties)
  const field = (key: string) =>
    key in properties
      ? key
      : (names.find((name) => name.length === key.length && new RegExp(`^${name}$`, 'iu').test(key)) ?? key)
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => [field(key), canonicalCase(entry, properties[field(key)])]),
  )
}

/** Where go-yaml v2, which sigs.k8s.io/yaml uses, types a plain scalar otherwise than the YAML 1.1 schema of `yaml`. */
function typeAsGoYaml(document: Document): void {
  visit(document, {
    Scalar(_key, node) {
      const { source, type, value } = node
      if (type !== Scalar.PLAIN || source === undefined) return
      const base60 = typeof value === 'number' && source.includes(':')
      const overflow = typeof value === 'number' && !Number.isFinite(value) && /\d/.test(source)
      if (value instanceof Date || base60 || overflow) node.value = source
      else if (/^0o[0-7]+$/.test(source)) node.value = Number(source)
    },
    Pair(_key, pair) {
      if (isScalar(pair.key) && typeof pair.key.value === 'boolean') pair.key.value = String(pair.key.value)
    },
  })
}

const validate = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(schema)

function accepts(text: string): boolean {
  const [document] = parseAllDocuments(text, { schema: 'yaml-1.1', merge: true, uniqueKeys: false, logLevel: 'silent' })
  if (document === undefined || !('errors' in document)) return validate(null)
  if (document.errors.length > 0) return false
  typeAsGoYaml(document)
  return validate(canonicalCase(document.toJS(), root))
}

describe('the schema of kustomization files judges as kustomize 5.8.1', () => {
  test.each(cases)('$name', ({ yaml, accepts: verdict }) => {
    expect(accepts(yaml)).toBe(verdict)
  })
})

test('every field has a description', () => {
  const bare = [['', root] as const, ...Object.entries(definitions)].flatMap(([name, { properties = {} }]) =>
    Object.entries(properties).flatMap(([field, value]) => ('description' in value ? [] : [`${name}.${field}`])),
  )
  expect(bare).toEqual([])
})
