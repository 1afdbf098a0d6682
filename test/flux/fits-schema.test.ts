import { Ajv } from 'ajv'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fitsSchema } from '../../src/flux/schemas/fits-schema.ts'
import { formats } from '../../src/flux/schemas/formats.ts'
import { readObjectSchema } from '../../src/flux/schemas/read-object-schema.ts'
import { metadataJsonSchema, toJsonSchema } from '../../src/flux/schemas/to-json-schema.ts'

const ajv = new Ajv({
  allErrors: true,
  strict: false,
  validateSchema: false,
  inlineRefs: false,
  formats: { ...formats },
  schemas: [metadataJsonSchema()],
})

function judge(schema: unknown, value: unknown, dropsStatus = false) {
  const read = readObjectSchema(schema)
  const matches = (pattern: string, text: string): boolean => new RegExp(pattern, 'u').test(text)
  return {
    fits: fitsSchema(value, read, { dropsStatus, matches }),
    isValid: ajv.validate(toJsonSchema(read, { dropsStatus }), value),
  }
}

/** An object with a field `x` of a schema. */
function judgeField(schema: unknown, x: unknown) {
  return judge({ type: 'object', properties: { x: schema } }, { apiVersion: 'a/v1', kind: 'A', x })
}

describe('a value that fits', () => {
  it.each([
    [{ type: 'string' }, 'a'],
    [{ type: 'string', nullable: true }, null],
    [{ type: 'string', enum: ['a', 'b'] }, 'b'],
    [{ type: 'string', pattern: '^([0-9]+(\\.[0-9]+)?(ms|s|m|h))+$' }, '10m'],
    [{ type: 'string', minLength: 1, maxLength: 1 }, '😀'],
    [{ type: 'string', format: 'date-time' }, '2026-01-31T12:00:00Z'],
    [{ type: 'string', format: 'whatever' }, 'a'],
    [{ type: 'integer', format: 'int32', minimum: 1 }, 2],
    [{ type: 'number', maximum: 1.5, exclusiveMaximum: true }, 1.4],
    [{ type: 'array', items: { type: 'boolean' }, maxItems: 2 }, [true, false]],
    [{ type: 'object', additionalProperties: { type: 'string' } }, { a: 'b' }],
    [
      { type: 'object', required: ['a'], properties: { a: { type: 'object' } } },
      { a: {}, b: 1 },
    ],
    [{ 'x-kubernetes-int-or-string': true, anyOf: [{ type: 'integer' }, { type: 'string' }] }, '50%'],
    [{ 'x-kubernetes-preserve-unknown-fields': true }, { a: [1, null] }],
    [
      { type: 'object', 'x-kubernetes-embedded-resource': true },
      { apiVersion: 'v1', kind: 'B', metadata: { name: 'b' } },
    ],
  ])('%j: %j', (schema, x) => {
    expect(judgeField(schema, x)).toEqual({ fits: true, isValid: true })
  })
})

describe('a value that does not fit', () => {
  it.each([
    [{ type: 'string' }, 1],
    [{ type: 'string', enum: ['a', 'b'] }, 'c'],
    [{ type: 'string', pattern: '^a' }, 'b'],
    [{ type: 'string', maxLength: 1 }, 'ab'],
    [{ type: 'string', format: 'ipv4' }, 'b'],
    [{ type: 'integer', format: 'int32' }, 2 ** 31],
    [{ type: 'integer' }, 1.5],
    [{ type: 'array', items: { type: 'boolean' } }, [true, 'a']],
    [{ type: 'object', additionalProperties: { type: 'string' } }, { a: 1 }],
    [{ type: 'object', required: ['a'] }, {}],
    [
      { type: 'object', 'x-kubernetes-embedded-resource': true },
      { apiVersion: 'v1', kind: '' },
    ],
    [
      { type: 'object', 'x-kubernetes-embedded-resource': true },
      { apiVersion: 'v1', kind: 'B', metadata: { name: 1 } },
    ],
    [{ not: { type: 'string' } }, 'a'],
    [{ oneOf: [{ type: 'string' }, { minLength: 1 }] }, 'a'],
    [{ type: 'number', multipleOf: 2 }, 3],
  ])('%j: %j', (schema, x) => {
    expect(judgeField(schema, x)).toEqual({ fits: false, isValid: false })
  })
})

it('looks at the status where the API server does', () => {
  const schema = { type: 'object', properties: { status: { type: 'object' } } }
  const object = { apiVersion: 'a/v1', kind: 'A', status: 'ready' }
  expect(judge(schema, object)).toEqual({ fits: false, isValid: false })
  expect(judge(schema, object, true)).toEqual({ fits: true, isValid: true })
})

const name = fc.constantFrom('a', 'b', 'status', 'metadata', 'kind', '__proto__', 'constructor')
const count = fc.integer({ min: 0, max: 3 })

/** Schemas of all that a structural schema may have, and of what nobody would write. */
function schemas(depth: number): fc.Arbitrary<object> {
  const own = {
    type: fc.constantFrom('object', 'array', 'string', 'integer', 'number', 'boolean', 'else'),
    nullable: fc.boolean(),
    'x-kubernetes-int-or-string': fc.boolean(),
    'x-kubernetes-embedded-resource': fc.boolean(),
    required: fc.array(name, { maxLength: 2 }),
    enum: fc.array(fc.constantFrom('a', 'b', 1, null, []), { maxLength: 3 }),
    pattern: fc.constantFrom('^a', 'b$', '.'),
    format: fc.constantFrom('date', 'int32', 'ipv4', 'else'),
    minimum: count,
    maximum: count,
    exclusiveMaximum: fc.boolean(),
    multipleOf: count,
    minLength: count,
    maxLength: count,
    minItems: count,
    maxItems: count,
    minProperties: count,
    maxProperties: count,
  }
  if (depth === 0) return some(own, 3)
  const part = schemas(depth - 1)
  const forms = fc.array(part, { maxLength: 2 })
  const parts = {
    properties: fc.dictionary(name, part, { maxKeys: 2 }),
    additionalProperties: part,
    items: part,
    allOf: forms,
    anyOf: forms,
    oneOf: forms,
    not: part,
  }
  return some({ ...own, ...parts }, 3)
}

/** Objects with up to so many of the fields. */
function some(fields: Readonly<Record<string, fc.Arbitrary<unknown>>>, maximum: number): fc.Arbitrary<object> {
  return fc.subarray(Object.keys(fields), { maxLength: maximum }).chain((names) => {
    return fc.record(Object.fromEntries(names.map((key) => [key, fields[key] ?? fc.constant(undefined)])))
  })
}

const anyValue = fc.oneof(
  fc.constantFrom<unknown>(
    'a',
    'ab',
    '',
    '😀',
    '2026-01-31',
    0,
    1,
    1.5,
    2 ** 31,
    -0,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    true,
    null,
  ),
  fc.object({ key: name, maxDepth: 2, maxKeys: 3, withNullPrototype: true }),
  fc.array(fc.constantFrom<unknown>('a', 1, null), { maxLength: 3 }),
)

it('is only said to fit where ajv finds nothing', () => {
  let fitting = 0
  const property = fc.property(schemas(2), anyValue, (schema, x) => {
    const { fits, isValid } = judgeField(schema, x)
    if (fits) fitting++
    expect(isValid || !fits).toBe(true)
  })
  fc.assert(property, { numRuns: 1000 })
  expect(fitting).toBeGreaterThan(100)
})
