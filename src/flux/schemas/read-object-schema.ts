import type { ObjectSchema, SchemaType } from './object-schema.ts'

type Json = Readonly<Record<string, unknown>>

/** Schemas in schemas; the ones that operators bring stay far below. */
const maximumDepth = 200

/**
 * Reads a structural schema (openAPIV3Schema as plain objects). What has the wrong shape is left out: the API server
 * would refuse the definition, and that is no mistake of the objects. Too deep a part admits anything.
 */
export function readObjectSchema(value: unknown, depth = 0): ObjectSchema {
  const schema = depth > maximumDepth ? { [preserve]: true } : (toJson(value) ?? {})
  const properties = new Map<string, ObjectSchema>()
  for (const [name, property] of Object.entries(toJson(schema.properties) ?? {})) {
    properties.set(name, readObjectSchema(property, depth + 1))
  }
  const additional = toJson(schema.additionalProperties)
  const items = toJson(schema.items)
  const isIntOrString = schema['x-kubernetes-int-or-string'] === true
  const listType = schema['x-kubernetes-list-type']
  const own: Omit<ObjectSchema, 'ruleCount'> = {
    type: isIntOrString ? undefined : toType(schema.type),
    isNullable: schema.nullable === true,
    isIntOrString,
    preservesUnknownFields: schema[preserve] === true,
    isEmbedded: schema['x-kubernetes-embedded-resource'] === true,
    defaultValue: schema.default ?? undefined,
    properties,
    additional:
      additional === undefined
        ? schema.additionalProperties === true || undefined
        : readObjectSchema(additional, depth + 1),
    items: items === undefined ? undefined : readObjectSchema(items, depth + 1),
    listType: listType === 'map' || listType === 'set' ? listType : 'atomic',
    listKeys: toTexts(schema['x-kubernetes-list-map-keys']),
    allOf: readForms(schema.allOf, depth),
    anyOf: readForms(schema.anyOf, depth),
    oneOf: readForms(schema.oneOf, depth),
    not: toJson(schema.not) === undefined ? undefined : readObjectSchema(schema.not, depth + 1),
    constraints: readConstraints(schema),
  }
  const rules = schema['x-kubernetes-validations']
  const parts = [...properties.values(), own.items, own.additional].filter((part) => typeof part === 'object')
  const ruleCount = parts.reduce((sum, part) => sum + part.ruleCount, Array.isArray(rules) ? rules.length : 0)
  return { ruleCount, ...own }
}

const preserve = 'x-kubernetes-preserve-unknown-fields'

const numbers = ['maximum', 'minimum', 'multipleOf']
const counts = ['maxLength', 'minLength', 'maxItems', 'minItems', 'maxProperties', 'minProperties']

/** `uniqueItems` is left out, as Kubernetes forbids it. */
function readConstraints(schema: Json): Json {
  const found: Record<string, unknown> = {}
  for (const name of numbers) if (typeof schema[name] === 'number') found[name] = schema[name]
  for (const name of counts) {
    const count = schema[name]
    if (typeof count === 'number' && Number.isSafeInteger(count) && count >= 0) found[name] = count
  }
  if (found.multipleOf !== undefined && Number(found.multipleOf) <= 0) delete found.multipleOf
  for (const [limit, exclusive] of [
    ['maximum', 'exclusiveMaximum'],
    ['minimum', 'exclusiveMinimum'],
  ] as const) {
    if (schema[exclusive] !== true || found[limit] === undefined) continue
    found[exclusive] = found[limit]
    delete found[limit]
  }
  if (typeof schema.pattern === 'string') found.pattern = schema.pattern
  if (typeof schema.format === 'string') found.format = schema.format.replaceAll('-', '')
  const required = toTexts(schema.required)
  if (required.length > 0) found.required = [...new Set(required)]
  if (Array.isArray(schema.enum) && schema.enum.length > 0) found.enum = schema.enum
  return found
}

function readForms(forms: unknown, depth: number): readonly ObjectSchema[] {
  return Array.isArray(forms) ? forms.map((form) => readObjectSchema(form, depth + 1)) : []
}

const types: readonly string[] = ['object', 'array', 'string', 'integer', 'number', 'boolean'] satisfies SchemaType[]

function toType(value: unknown): SchemaType | undefined {
  return isType(value) ? value : undefined
}

function isType(value: unknown): value is SchemaType {
  return typeof value === 'string' && types.includes(value)
}

function toJson(value: unknown): Json | undefined {
  return isJson(value) ? value : undefined
}

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function toTexts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []
}
