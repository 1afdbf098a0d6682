import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { findBuiltInSchema, listBuiltInTypes } from '../../src/flux/schemas/built-in-schemas.ts'
import { compileObjectSchema } from '../../src/flux/schemas/compile-object-schema.ts'
import { locateValidationProblem } from '../../src/flux/schemas/locate-validation-problem.ts'
import { readCustomResourceDefinition } from '../../src/flux/schemas/read-custom-resource-definition.ts'
import { validateObject } from '../../src/flux/schemas/validate-object.ts'
import type { ValidationProblem } from '../../src/flux/schemas/validation-problem.ts'
import { createMapping, createScalar, createSequence } from '../../src/kustomize/tree/create-node.ts'
import type { Step } from '../../src/kustomize/tree/step.ts'
import type { JsonObject, JsonValue } from '../../src/yaml/json-value.ts'

function read(text: string): JsonValue {
  return parse(text, { mapAsMap: true, uniqueKeys: false })
}

function readSchema(text: string): JsonObject {
  const value = read(text)
  return value instanceof Map ? value : new Map()
}

/** Problems of an object whose spec has the given schema. */
function validateSpec(schema: string, spec: string): readonly ValidationProblem[] {
  const validator = compileObjectSchema(readSchema(`{ type: object, properties: { spec: ${schema} } }`))
  return validateObject(
    read(`{ apiVersion: example.com/v1, kind: Example, metadata: { name: x }, spec: ${spec} }`),
    validator,
  )
}

function messagesOf(schema: string, spec: string): readonly string[] {
  return validateSpec(schema, spec).map(({ message }) => message)
}

/** Messages about an object of Flux. */
function fluxMessages(apiVersion: string, kind: string, spec: string): readonly string[] {
  const schema = findBuiltInSchema(apiVersion, kind)
  if (schema === undefined) return ['no schema']
  const object = read(`{ apiVersion: ${apiVersion}, kind: ${kind}, metadata: { name: x }, spec: ${spec} }`)
  return validateObject(object, schema.validator).map(({ message }) => message)
}

describe('readCustomResourceDefinition', () => {
  it('reads versions of v1', () => {
    const text = `
      apiVersion: apiextensions.k8s.io/v1
      kind: CustomResourceDefinition
      spec:
        group: example.com
        scope: Cluster
        names: { kind: Example, plural: examples }
        versions:
          - { name: v1, served: true, storage: true, subresources: { status: {} }, schema: { openAPIV3Schema: { type: object } } }
          - { name: v1beta1, served: false, deprecated: true, deprecationWarning: use v1 }`
    expect(readCustomResourceDefinition(read(text))).toMatchObject({
      group: 'example.com',
      kind: 'Example',
      plural: 'examples',
      scope: 'Cluster',
      versions: [
        {
          name: 'v1',
          isServed: true,
          isStored: true,
          isDeprecated: false,
          hasStatusSubresource: true,
          preservesUnknownFields: false,
        },
        { name: 'v1beta1', isServed: false, isStored: false, isDeprecated: true, warning: 'use v1', schema: undefined },
      ],
    })
  })

  it.each([
    ['version: v1alpha1', true],
    ['versions: [{ name: v1alpha1, served: true, storage: true }]', true],
    ['preserveUnknownFields: false, version: v1alpha1', false],
  ])('reads v1beta1 with one schema for all: %s', (fields, preservesUnknownFields) => {
    const spec = `{ group: a.b, names: { kind: A, plural: as }, validation: { openAPIV3Schema: { type: object } }, ${fields} }`
    const found = readCustomResourceDefinition(
      read(`{ apiVersion: apiextensions.k8s.io/v1beta1, kind: CustomResourceDefinition, spec: ${spec} }`),
    )
    expect(found?.scope).toBe('Namespaced')
    expect(found?.versions).toMatchObject([{ name: 'v1alpha1', isServed: true, preservesUnknownFields }])
    expect(found?.versions[0]?.schema).toBeInstanceOf(Map)
  })

  it.each(['null', '[]', '{ kind: CustomResourceDefinition }', '{ apiVersion: v1, kind: ConfigMap }'])(
    'reads nothing from %s',
    (text) => {
      expect(readCustomResourceDefinition(read(text))).toBeUndefined()
    },
  )

  it('is not confused by odd shapes', () => {
    const spec = '{ group: a, names: { kind: B }, versions: [1, { name: 2 }, { name: v1, schema: [] }] }'
    const text = `{ apiVersion: apiextensions.k8s.io/v1, kind: CustomResourceDefinition, spec: ${spec} }`
    expect(readCustomResourceDefinition(read(text))?.versions).toMatchObject([{ name: 'v1', schema: undefined }])
  })
})

describe('the built-in schemas', () => {
  it('are those of the versions that Flux serves', () => {
    const types = listBuiltInTypes()
    expect(types).toContain('kustomize.toolkit.fluxcd.io/v1 Kustomization')
    expect(types).toContain('helm.toolkit.fluxcd.io/v2 HelmRelease')
    expect(types).toContain('source.extensions.fluxcd.io/v1beta1 ArtifactGenerator')
    expect(types).toContain('fluxcd.controlplane.io/v1 FluxInstance')
    expect(types).toHaveLength(19)
    expect(findBuiltInSchema('helm.toolkit.fluxcd.io/v2beta2', 'HelmRelease')).toBeUndefined()
  })

  it('say how many rules they cannot judge', () => {
    expect(findBuiltInSchema('source.toolkit.fluxcd.io/v1', 'Bucket')?.validator.ruleCount).toBe(7)
  })

  it('admit the kinds that the Flux Operator adds', () => {
    const spec =
      '{ providerRef: { name: a }, eventSources: [{ kind: FluxInstance, name: "*" }, { kind: FluxInstances, name: a }] }'
    expect(fluxMessages('notification.toolkit.fluxcd.io/v1beta3', 'Alert', spec)).toEqual([
      expect.stringMatching(/^`spec.eventSources\[1\].kind` must be one of .*did you mean `FluxInstance`\?$/),
    ])
  })
})

describe('durations', () => {
  const rest = 'prune: true, sourceRef: { kind: GitRepository, name: a }'
  const expected = '`spec.interval` must be a duration such as `30s`, `10m` or `1h30m`; found'
  it.each([
    ['1d', `${expected} \`1d\`; days and weeks are not known, write \`24h\``],
    ['2w', `${expected} \`2w\`; days and weeks are not known, write \`336h\``],
    ['5', `${expected} the number \`5\`; a unit is missing, as in \`5s\` or \`5m\``],
    ['5 min', `${expected} \`5 min\``],
    ['""', `${expected} an empty text`],
  ])('%s', (interval, message) => {
    expect(
      fluxMessages('kustomize.toolkit.fluxcd.io/v1', 'Kustomization', `{ interval: ${interval}, ${rest} }`),
    ).toEqual([message])
  })
})

describe('variables that were not substituted', () => {
  /** `<A>` is the variable A. */
  const withVariables = (text: string): string => text.replace(/<([^>]*)>/g, (_, name: string) => `$\{${name}}`)
  const schema = `{ type: object, properties: {
    size: { type: integer, maximum: 3 }, on: { type: boolean }, name: { type: string, pattern: '^[a-z]+$', maxLength: 5 },
    mode: { enum: [a, b], type: string }, map: { type: object, required: [a], additionalProperties: { type: string } },
    set: { type: array, x-kubernetes-list-type: set, items: { type: string } },
    form: { type: object, properties: { a: { type: string } }, anyOf: [{ properties: { a: { enum: [x] } } }] },
    need: { type: object, properties: { a: { type: string }, b: { type: string } }, oneOf: [{ required: [a] }, { required: [b] }] } } }`
  it.each([
    ['size: "<SIZE>"'],
    ['on: "<ON:=true>"'],
    ['name: "<NAME>-long-name"'],
    ['mode: "x<MODE>"'],
    ['map: { "<KEY>": b }'],
    ['"<KEY>": b'],
    ['set: ["<A>", "<A>"]'],
    ['form: { a: "<A>" }'],
  ])('fit anywhere: %s', (fields) => {
    expect(messagesOf(schema, withVariables(`{ ${fields} }`))).toEqual([])
  })

  it('hide nothing else', () => {
    expect(messagesOf(schema, withVariables('{ size: "<SIZE>", need: { a: "<A>", b: x }, namee: "<X>" }'))).toEqual([
      '`spec.namee` is no field of this kind; did you mean `name`?',
      '`spec.need` must have only one of `a` and `b`',
    ])
  })
})

describe('values that may be secret', () => {
  const text = '{ type: string, enum: [none] }'
  it.each([
    ['password', 'hunter2'],
    ['apiToken', 'abc'],
    ['clientSecret', 'abc'],
    ['name', 'ghp_0123456789abcdefghijABCDEFGHIJ012345'],
  ])('%s', (name, value) => {
    const [message = ''] = messagesOf(`{ type: object, properties: { ${name}: ${text} } }`, `{ ${name}: ${value} }`)
    expect(message).not.toContain(value)
    expect(message).toContain('not shown')
  })

  it('stand in data', () => {
    const schema =
      '{ type: object, properties: { data: { type: object, additionalProperties: { type: string, maxLength: 3 } } } }'
    expect(messagesOf(schema, '{ data: { a: abcdef } }')).toEqual([
      '`spec.data.a` must have at most 3 characters; found a text that is not shown',
    ])
  })
})

describe('schemas', () => {
  it('are compiled once for the same text', () => {
    const text = '{ type: object, description: D, properties: { spec: { type: object, description: D } } }'
    const first = compileObjectSchema(readSchema(text))
    expect(compileObjectSchema(readSchema(text))).toBe(first)
    expect(compileObjectSchema(readSchema(text.replaceAll('D', 'E')))).toBe(first)
    expect(compileObjectSchema(readSchema(text), { preservesUnknownFields: true })).not.toBe(first)
  })

  it('that are missing admit anything', () => {
    expect(validateObject(read('{ apiVersion: a/v1, kind: A, x: 1 }'), compileObjectSchema(undefined))).toEqual([])
  })

  it('leave a status alone that the API server ignores', () => {
    const schema = readSchema('{ type: object, properties: { status: { type: object, required: [a] } } }')
    const object = read('{ apiVersion: a/v1, kind: A, status: {} }')
    expect(validateObject(object, compileObjectSchema(schema, { hasStatusSubresource: true }))).toEqual([])
    const other = readSchema('{ type: object, properties: { status: { type: object, required: [a] } } }')
    expect(validateObject(object, compileObjectSchema(other))).toMatchObject([
      { kind: 'missing', path: ['status', 'a'] },
    ])
  })

  it('may have an enumeration of objects, which ajv cannot compare', () => {
    const schema = '{ type: object, x-kubernetes-preserve-unknown-fields: true, enum: [{ a: 1 }] }'
    expect(messagesOf(schema, '{ a: 1 }')).toEqual([])
  })

  it('may ask for fields that have a default', () => {
    const schema = '{ type: object, required: [a], properties: { a: { type: object, default: {}, required: [b] } } }'
    expect(messagesOf(schema, '{}')).toEqual([])
  })

  it.each([
    ['properties: []'],
    ['required: 5'],
    ['pattern: "(?<=a)b"'],
    ['pattern: "("'],
    ['enum: {}'],
    ['maxLength: -1'],
    ['multipleOf: 0'],
    ['oneOf: []'],
    ['items: []'],
    ['type: [string]'],
    ['format: int32'],
    ['x-kubernetes-list-map-keys: [5]'],
    ['$ref: "#/nowhere"'],
    ['properties: { __proto__: { type: integer } }'],
  ])('of odd shape refuse nothing: %s', (field) => {
    expect(() => messagesOf(`{ ${field} }`, 'text')).not.toThrow()
    expect(messagesOf(`{ type: object, properties: { a: { ${field} } } }`, '{ a: text }')).toEqual([])
  })

  it('know the keys that every object of JavaScript has', () => {
    const schema = '{ type: object, required: [toString], properties: { toString: { type: integer } } }'
    expect(messagesOf(schema, '{}')).toEqual(['`spec.toString` is missing'])
    expect(
      messagesOf('{ type: object, properties: { a: { type: string } } }', '{ __proto__: 1, constructor: 2 }'),
    ).toHaveLength(2)
  })
})

describe('a misspelt field', () => {
  it('is not missing as well', () => {
    const schema = '{ type: object, required: [size], properties: { size: { type: integer } } }'
    expect(messagesOf(schema, '{ sise: 5 }')).toEqual(['`spec.sise` is no field of this kind; did you mean `size`?'])
  })
})

describe('hostile input takes linear time', () => {
  it('in patterns', () => {
    const spec = JSON.stringify({ a: `${'a'.repeat(50_000)}!` })
    expect(messagesOf('{ type: object, properties: { a: { type: string, pattern: "^(a+)+$" } } }', spec)).toHaveLength(
      1,
    )
  })

  it('in many mistakes', () => {
    const items = Array.from({ length: 20_000 }, (_, index) => index)
    const fields = Object.fromEntries(items.map((index) => [`field${index}`, index]))
    const schema =
      '{ type: object, properties: { names: { type: array, items: { type: string } }, field: { type: string } } }'
    expect(validateSpec(schema, JSON.stringify({ names: items, ...fields }))).toHaveLength(40_000)
  })

  it('in defaults of defaults', () => {
    const level = (depth: number): string =>
      depth === 0
        ? '{ type: object }'
        : `{ type: object, properties: { a: { type: array, default: [{}, {}, {}, {}], items: ${level(depth - 1)} } } }`
    expect(messagesOf(level(30), '{}')).toEqual([])
  })

  it('in depth', () => {
    const deep = (depth: number): string => (depth === 0 ? '{}' : `{ "properties": { "a": ${deep(depth - 1)} } }`)
    const value = (depth: number): string => (depth === 0 ? '1' : `{ "a": ${value(depth - 1)} }`)
    expect(() => messagesOf(deep(150), value(150))).not.toThrow()
  })
})

describe('locateValidationProblem', () => {
  const step = (start: number): Step => ({
    cause: 'resource',
    at: { file: 'a.yaml', start, end: start + 1 },
    value: '',
    before: undefined,
  })
  const field = (key: string, at: number, value: ReturnType<typeof createScalar>) => ({
    key: createScalar(key, step(at)),
    value,
  })
  const root = createMapping(step(0), [
    field(
      'spec',
      1,
      createMapping(step(2), [
        field('size', 3, createScalar('5', step(4))),
        field('names', 5, createSequence(step(6), [createScalar('a', step(7)), createMapping(step(8))])),
        field('made', 9, createScalar('b', undefined)),
      ]),
    ),
  ])
  it.each([
    [[], 0],
    [['spec'], 1],
    [['spec', 'size'], 4],
    [['spec', 'missing', 'deep'], 1],
    [['spec', 'names'], 5],
    [['spec', 'names', 0], 7],
    [['spec', 'names', 1, 'name'], 8],
    [['spec', 'names', 7], 5],
    [['spec', 'made'], 9],
  ] as const)('%j', (path, start) => {
    expect(locateValidationProblem(root, path)?.start).toBe(start)
  })
})
