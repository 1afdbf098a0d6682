/** A value that is going to be written as YAML. */
export type Value = string | number | boolean | null | Raw | Value[] | ValueMap

export interface ValueMap {
  [key: string]: Value
}

/** A scalar that is written exactly so. */
export interface Raw {
  readonly [rawText]: string
}

const rawText = Symbol('raw text')

/** A plain (or tagged or quoted) scalar as it is to be written. */
export function raw(text: string): Raw {
  return { [rawText]: text }
}

/** The text of a raw scalar. */
export function rawOf(value: Value): string | undefined {
  return typeof value === 'object' && value !== null && rawText in value ? value[rawText] : undefined
}

export function isMap(value: Value | undefined): value is ValueMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(rawText in value)
}

/** The map in a field; an empty one where there is none. */
export function mapIn(value: Value | undefined, key: string): ValueMap {
  const field = isMap(value) ? value[key] : undefined
  return isMap(field) ? field : {}
}

/** The list in a field; an empty one where there is none. */
export function listIn(value: Value | undefined, key: string): Value[] {
  const field = isMap(value) ? value[key] : undefined
  return Array.isArray(field) ? field : []
}

/** A copy without any shared part. */
export function copyValue(value: Value): Value {
  if (Array.isArray(value)) return value.map(copyValue)
  if (!isMap(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, copyValue(field)]))
}

/** A value as JSON; raw scalars become strings, and merge keys, which JSON does not know, the fields that they stand for. */
export function writeJson(value: Value, indent: number): string {
  return JSON.stringify(value, (_, each: Value) => rawOf(each) ?? (isMap(each) ? expandMergeKey(each) : each), indent)
}

function expandMergeKey(map: ValueMap): ValueMap {
  const { '<<': merged, ...own } = map
  if (merged === undefined) return map
  const sources = Array.isArray(merged) ? merged : [merged]
  return { ...Object.assign({}, ...sources.filter(isMap).reverse()), ...own }
}
