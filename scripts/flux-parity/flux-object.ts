/** A value as JSON has it. */
export type JsonValue = null | boolean | number | string | readonly JsonValue[] | JsonObject

export interface JsonObject {
  readonly [name: string]: JsonValue | undefined
}

/** An object that a Flux Kustomization (`owner`, as `namespace/name`) applies. */
export interface OwnedObject {
  readonly owner: string
  readonly object: JsonObject
}

export function isJsonObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The value that a path of names leads to. */
export function valueAt(value: JsonValue | undefined, ...names: readonly string[]): JsonValue | undefined {
  return names.reduce<JsonValue | undefined>((at, name) => (isJsonObject(at) ? at[name] : undefined), value)
}

/** The text that a path of names leads to; empty where there is none. */
export function textAt(value: JsonValue | undefined, ...names: readonly string[]): string {
  const found = valueAt(value, ...names)
  return typeof found === 'string' ? found : ''
}

/** The objects of a list that a path of names leads to. */
export function listAt(value: JsonValue | undefined, ...names: readonly string[]): readonly JsonObject[] {
  const found = valueAt(value, ...names)
  return Array.isArray(found) ? found.filter(isJsonObject) : []
}

/** The key of an object among those of its owner. */
export function keyOf(object: JsonObject): string {
  const name = `${textAt(object, 'metadata', 'namespace')}/${textAt(object, 'metadata', 'name')}`
  return `${textAt(object, 'apiVersion')} ${textAt(object, 'kind')} ${name}`
}

export function isFluxKustomization(object: JsonObject): boolean {
  return (
    textAt(object, 'kind') === 'Kustomization' &&
    textAt(object, 'apiVersion').startsWith('kustomize.toolkit.fluxcd.io/')
  )
}
