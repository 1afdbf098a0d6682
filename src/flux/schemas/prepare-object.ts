import { nearestMatch } from '../../source/nearest-match.ts'
import type { JsonObject, JsonValue } from '../../yaml/json-value.ts'
import { findDuplicates } from './find-duplicates.ts'
import { objectMetaSchema } from './object-meta-schema.ts'
import type { ObjectSchema } from './object-schema.ts'
import { pathText } from './path-text.ts'
import { readObjectSchema } from './read-object-schema.ts'
import type { ValidationProblem } from './validation-problem.ts'

/** An object as the API server validates it. */
export interface PreparedObject {
  /** Plain objects without a prototype; without unknown fields and dropped nulls, with defaults. */
  readonly value: unknown
  /** Unknown fields, and items of lists that are there twice. */
  readonly problems: readonly ValidationProblem[]
  /** The JSON pointers of defaults that were set. */
  readonly defaulted: ReadonlySet<string>
}

type Path = readonly (string | number)[]

interface Preparation {
  readonly problems: ValidationProblem[]
  readonly defaulted: Set<string>
  readonly keepsUnknown: boolean
}

/**
 * What happens to an object before its values are looked at: unknown fields are refused (server-side apply) or pruned, a
 * null is dropped where the field is not nullable, or replaced by the default, and defaults are set.
 */
export function prepareObject(object: JsonValue, schema: ObjectSchema, keepsUnknown: boolean): PreparedObject {
  const preparation: Preparation = { problems: [], defaulted: new Set(), keepsUnknown }
  const value = prepare(object, { ...schema, type: 'object', isEmbedded: true }, [], preparation)
  return { value, problems: preparation.problems, defaulted: preparation.defaulted }
}

function prepare(value: JsonValue, schema: ObjectSchema | undefined, path: Path, preparation: Preparation): unknown {
  if (schema === undefined) return toFreeValue(value)
  if (value instanceof Map) {
    const isKnown = schema.type === 'object' || (!schema.isIntOrString && schema.properties.size > 0)
    return isKnown ? prepareFields(value, schema, path, preparation) : toFreeValue(value)
  }
  if (!Array.isArray(value) || (schema.type !== 'array' && schema !== nameless)) return toFreeValue(value)
  if (schema.listType !== 'atomic') preparation.problems.push(...findDuplicates(value, schema, path))
  const items = schema === nameless ? nameless : schema.items
  return value.map((item: JsonValue, index) => {
    const place = [...path, index]
    if (item === null && isDefaulted(items)) return setDefault(items.defaultValue, place, preparation)
    return prepare(item, items, place, preparation)
  })
}

/** What no schema looks into, such as the values of a HelmRelease, in the form of all else. */
function toFreeValue(value: JsonValue): unknown {
  if (typeof value === 'bigint') return Number(value)
  if (value instanceof Map) {
    const copy = create()
    for (const [key, item] of value) copy[key] = toFreeValue(item)
    return copy
  }
  return Array.isArray(value) ? value.map(toFreeValue) : value
}

function prepareFields(value: JsonObject, schema: ObjectSchema, path: Path, preparation: Preparation): unknown {
  const copy = create()
  const pruned: string[] = []
  for (const [key, item] of value) {
    const place = [...path, key]
    const field = schemaOf(key, schema, preparation.keepsUnknown)
    if (field === 'unknown') {
      if (schema.properties.size === 0 && !schema.isEmbedded) pruned.push(key)
      else if (!key.includes('${')) preparation.problems.push(explainUnknown(key, schema, place, preparation))
      continue
    }
    const known = field === 'any' ? undefined : field
    if (item !== null || known === undefined || known.isNullable) copy[key] = prepare(item, known, place, preparation)
    else if (isDefaulted(known)) copy[key] = setDefault(known.defaultValue, place, preparation)
  }
  if (pruned.length > 0) preparation.problems.push(explainPruned(pruned, path))
  for (const [key, property] of schema.properties) {
    if (property.defaultValue === undefined || value.has(key)) continue
    copy[key] = setDefault(property.defaultValue, [...path, key], preparation)
  }
  return copy
}

function schemaOf(key: string, schema: ObjectSchema, keepsUnknown: boolean): ObjectSchema | 'any' | 'unknown' {
  if (schema.isEmbedded && key === 'metadata') return objectMetaSchema
  const property = schema.properties.get(key)
  if (property !== undefined) return property
  if (typeof schema.additional === 'object') return schema.additional
  const isMeta = schema.isEmbedded && (key === 'apiVersion' || key === 'kind')
  if (schema.preservesUnknownFields || isMeta || keepsUnknown) return 'any'
  return schema.additional === true ? nameless : 'unknown'
}

/** What `additionalProperties: true` admits: scalars and lists of them, but the fields of maps are dropped. */
const nameless: ObjectSchema = { ...readObjectSchema({}), type: 'object' }

function isDefaulted(schema: ObjectSchema | undefined): schema is ObjectSchema {
  return schema !== undefined && !schema.isNullable && schema.defaultValue !== undefined
}

/** Defaults within a default are not set: it was validated with its definition, and is not looked into. */
function setDefault(value: unknown, path: Path, preparation: Preparation): unknown {
  preparation.defaulted.add(path.map((step) => `/${toPointerStep(String(step))}`).join(''))
  return value
}

function toPointerStep(step: string): string {
  return step.replaceAll('~', '~0').replaceAll('/', '~1')
}

/** No prototype: a key is there only where it is written, whatever its name. */
function create(): Record<string, unknown> {
  return Object.create(null)
}

/** Whoever has more unknown fields than this did not misspell them. */
const helped = 100

function explainUnknown(key: string, schema: ObjectSchema, path: Path, { problems }: Preparation): ValidationProblem {
  const names = problems.length > helped ? [] : [...schema.properties.keys()]
  const near = nearestMatch(key, names)
  const inside = names.filter((name) => schema.properties.get(name)?.properties.has(key))
  const hint = ((): string => {
    if (near !== undefined) return `; did you mean \`${near}\`?`
    const [only] = inside
    if (inside.length === 1 && only !== undefined)
      return `; it belongs under \`${pathText([...path.slice(0, -1), only])}\``
    if (names.length === 0 || names.length > 12) return ''
    return `; known are ${names.sort().join(', ')}`
  })()
  return { path, kind: 'unknown-field', message: `\`${pathText(path)}\` is no field of this kind${hint}`, near }
}

function explainPruned(keys: readonly string[], path: Path): ValidationProblem {
  const names = keys.slice(0, 6).map((key) => `\`${key}\``)
  const shown = `${names.join(', ')}${keys.length > names.length ? ', …' : ''}`
  const message = `\`${pathText(path)}\` keeps no fields, as its schema names none: the API server drops ${shown} without a word`
  return { path, kind: 'pruned-field', message, near: undefined }
}
