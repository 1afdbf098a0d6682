import { formats, isKnownFormat } from './formats.ts'
import { objectMetaSchema } from './object-meta-schema.ts'
import type { ObjectSchema } from './object-schema.ts'

/** Whether a text matches a pattern of a schema. */
type MatchPattern = (pattern: string, text: string) => boolean

/**
 * Whether a prepared object certainly satisfies a schema, as ajv would find with what `to-json-schema.ts` makes of it. Most
 * objects do, and it takes long to compile a schema. False says nothing: what is rare is left to ajv.
 */
export function fitsSchema(
  value: unknown,
  schema: ObjectSchema,
  { dropsStatus, matches }: { readonly dropsStatus: boolean; readonly matches: MatchPattern },
): boolean {
  const properties = new Map(schema.properties)
  if (dropsStatus) properties.delete('status')
  return fits(value, { ...schema, properties, isEmbedded: true }, matches)
}

function fits(value: unknown, schema: ObjectSchema, matches: MatchPattern): boolean {
  if (schema.oneOf.length > 0 || schema.not !== undefined || !fitsType(value, schema)) return false
  if (!Object.entries(schema.constraints).every(([name, limit]) => fitsConstraint(value, name, limit, matches))) {
    return false
  }
  if (schema.type === 'integer' && !fitsInteger(value, schema.constraints)) return false
  if (!schema.allOf.every((form) => fits(value, form, matches))) return false
  if (schema.anyOf.length > 0 && !schema.anyOf.some((form) => fits(value, form, matches))) return false
  if (Array.isArray(value)) {
    const { items } = schema
    return items === undefined || value.every((item) => fits(item, items, matches))
  }
  return !isObject(value) || fitsFields(value, schema, matches)
}

function fitsType(value: unknown, { type, isNullable, isIntOrString }: ObjectSchema): boolean {
  if (typeof value === 'number' && !Number.isFinite(value)) return false
  if (isIntOrString) return typeof value === 'string' || Number.isInteger(value) || (isNullable && value === null)
  if (type === undefined || (isNullable && value === null)) return true
  if (type === 'integer') return Number.isInteger(value)
  if (type === 'array') return Array.isArray(value)
  return type === 'object' ? isObject(value) : typeof value === type
}

function fitsFields(value: Readonly<Record<string, unknown>>, schema: ObjectSchema, matches: MatchPattern): boolean {
  // Nothing else that holds objects together knows this name as ajv does.
  if (Object.hasOwn(value, '__proto__') || schema.properties.has('__proto__')) return false
  for (const [name, property] of schema.properties) {
    if (value[name] !== undefined && !fits(value[name], property, matches)) return false
  }
  const { additional } = schema
  if (typeof additional === 'object') {
    for (const name of Object.keys(value)) {
      if (!schema.properties.has(name) && !fits(value[name], additional, matches)) return false
    }
  }
  if (!schema.isEmbedded) return true
  const { apiVersion, kind, metadata } = value
  return isName(apiVersion) && isName(kind) && (metadata === undefined || fits(metadata, objectMetaSchema, matches))
}

function fitsConstraint(value: unknown, name: string, limit: unknown, matches: MatchPattern): boolean {
  if (name === 'enum') return Array.isArray(limit) && isPlain(value) && limit.includes(value)
  if (name === 'format') return typeof value !== 'string' || !isKnownFormat(String(limit)) || hasFormat(value, limit)
  if (name === 'pattern') return typeof value !== 'string' || matches(String(limit), value)
  if (name === 'required') {
    return !isObject(value) || (Array.isArray(limit) && limit.every((field) => hasField(value, field)))
  }
  const most = Number(limit)
  switch (name) {
    case 'maximum':
      return typeof value !== 'number' || value <= most
    case 'minimum':
      return typeof value !== 'number' || value >= most
    case 'exclusiveMaximum':
      return typeof value !== 'number' || value < most
    case 'exclusiveMinimum':
      return typeof value !== 'number' || value > most
    case 'maxLength':
      return typeof value !== 'string' || [...value].length <= most
    case 'minLength':
      return typeof value !== 'string' || [...value].length >= most
    case 'maxItems':
      return !Array.isArray(value) || value.length <= most
    case 'minItems':
      return !Array.isArray(value) || value.length >= most
    case 'maxProperties':
      return !isObject(value) || Object.keys(value).length <= most
    case 'minProperties':
      return !isObject(value) || Object.keys(value).length >= most
    default:
      return false
  }
}

/** The limits of the format int32, where the schema has none of its own. */
function fitsInteger(value: unknown, { format, minimum, maximum }: ObjectSchema['constraints']): boolean {
  if (format !== 'int32' || typeof value !== 'number') return true
  return (minimum !== undefined || value >= -(2 ** 31)) && (maximum !== undefined || value < 2 ** 31)
}

function hasFormat(text: string, format: unknown): boolean {
  return formats[String(format)]?.(text) === true
}

function hasField(value: Readonly<Record<string, unknown>>, name: unknown): boolean {
  return typeof name === 'string' && Object.hasOwn(value, name) && value[name] !== undefined
}

function isName(value: unknown): boolean {
  return typeof value === 'string' && value !== ''
}

/** Others are compared field by field. */
function isPlain(value: unknown): boolean {
  return typeof value !== 'object' && typeof value !== 'number' ? true : value === null || Number.isFinite(value)
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
