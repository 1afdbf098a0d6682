import { isKnownFormat } from './formats.ts'
import { objectMetaSchema } from './object-meta-schema.ts'
import type { ObjectSchema } from './object-schema.ts'

type JsonSchema = Readonly<Record<string, unknown>>

/**
 * A structural schema in the words of JSON schema (draft 7), as Kubernetes means it. Unknown fields are admitted: who
 * prepares the object finds and removes them.
 */
export function toJsonSchema(schema: ObjectSchema, { dropsStatus }: { readonly dropsStatus: boolean }): JsonSchema {
  const properties = new Map(schema.properties)
  if (dropsStatus) properties.delete('status')
  return translate({ ...schema, properties, isEmbedded: true })
}

const metadataId = 'metadata'

/** The schema of `metadata`, which the others refer to. */
export function metadataJsonSchema(): JsonSchema {
  return { ...translate(objectMetaSchema), $id: metadataId }
}

function translate(schema: ObjectSchema): JsonSchema {
  const { format, enum: values, ...plain } = schema.constraints
  const found: Record<string, unknown> = { ...plain }
  const type = schema.isIntOrString ? ['integer', 'string'] : schema.type
  if (type !== undefined) found.type = schema.isNullable ? [type, 'null'].flat() : type
  for (const name of ['allOf', 'anyOf', 'oneOf'] as const) {
    if (schema[name].length > 0) found[name] = schema[name].map(translate)
  }
  if (schema.not !== undefined) found.not = translate(schema.not)
  if (typeof format === 'string' && isKnownFormat(format)) found.format = format
  if (Array.isArray(values)) found.enum = values.map(withoutPrototype)
  if (schema.type === 'integer' && format === 'int32') {
    found.minimum ??= -(2 ** 31)
    found.maximum ??= 2 ** 31 - 1
  }
  if (schema.items !== undefined) found.items = translate(schema.items)
  if (typeof schema.additional === 'object') found.additionalProperties = translate(schema.additional)
  const properties: [string, JsonSchema][] = []
  for (const [name, property] of schema.properties) properties.push([name, translate(property)])
  if (properties.length > 0) found.properties = Object.fromEntries(properties)
  return schema.isEmbedded ? asObject(found) : found
}

/** What every object of Kubernetes has, whether its schema says so or not. */
function asObject(schema: JsonSchema): JsonSchema {
  const name = { type: 'string', minLength: 1 }
  const metadata = { $ref: metadataId }
  return {
    allOf: [schema, { required: ['apiVersion', 'kind'], properties: { apiVersion: name, kind: name, metadata } }],
  }
}

/** Objects that have no other keys than their own, as prepared objects do not either: they are compared with those. */
function withoutPrototype(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutPrototype)
  if (typeof value !== 'object' || value === null) return value
  const copy: Record<string, unknown> = Object.create(null)
  for (const [key, item] of Object.entries(value)) copy[key] = withoutPrototype(item)
  return copy
}
