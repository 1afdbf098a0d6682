import type { ResolveDefinition, Schema, SchemaLayer } from './schema.ts'

type Json = Readonly<Record<string, unknown>>

/** The schemas of an OpenAPI document that a kustomization names in `openapi.path` (kyaml's openapi parse). */
export function createCustomLayer(document: unknown, resolve: ResolveDefinition): SchemaLayer {
  const definitions = toJson(toJson(document)?.definitions)
  const types = new Map<string, Json>()
  for (const definition of Object.values(definitions ?? {})) {
    for (const type of toList(toJson(definition)?.['x-kubernetes-group-version-kind'])) {
      const name = nameType(type)
      if (name !== undefined) types.set(name, toJson(definition) ?? {})
    }
  }
  const scopes = listScopes(toJson(toJson(document)?.paths))
  return {
    definition: (name) => view(entryOf(definitions, name), resolve),
    type: (apiVersion, kind) => view(types.get(`${apiVersion} ${kind}`), resolve),
    isNamespaced: (apiVersion, kind) => scopes.get(`${apiVersion} ${kind}`),
  }
}

/** A type lives in a namespace where any path to it holds one. */
function listScopes(paths: Json | undefined): ReadonlyMap<string, boolean> {
  const scopes = new Map<string, boolean>()
  for (const [path, operations] of Object.entries(paths ?? {})) {
    const name = nameType(toJson(toJson(operations)?.get)?.['x-kubernetes-group-version-kind'])
    if (name === undefined || !path.startsWith('/')) continue
    if (path.includes('namespaces/{namespace}')) scopes.set(name, true)
    else if (!scopes.has(name)) scopes.set(name, false)
  }
  return scopes
}

function view(schema: Json | undefined, resolve: ResolveDefinition): Schema | undefined {
  if (schema === undefined) return undefined
  const strategy = schema['x-kubernetes-patch-strategy']
  return {
    field: (name) => follow(entryOf(toJson(schema.properties), name) ?? toJson(schema.additionalProperties), resolve),
    elements: () => (isList(schema.type) ? follow(toJson(schema.items), resolve) : undefined),
    patchStrategy: typeof strategy === 'string' ? strategy : '',
    mergeKeys: strategy === undefined ? [] : listMergeKeys(schema),
  }
}

function follow(schema: Json | undefined, resolve: ResolveDefinition): Schema | undefined {
  const name = referenceOf(schema)
  return name === undefined ? view(schema, resolve) : resolve(name)
}

/** The name of the definition that a schema stands for. */
function referenceOf(schema: Json | undefined): string | undefined {
  const reference = schema?.$ref
  if (typeof reference !== 'string' || reference === '') return undefined
  const pointer = decode(reference.slice(reference.indexOf('#') + 1))
  return pointer.startsWith('/definitions/') ? pointer.slice('/definitions/'.length) : pointer
}

function decode(pointer: string): string {
  return pointer.replaceAll('~1', '/').replaceAll('~0', '~')
}

function listMergeKeys(schema: Json): readonly string[] {
  const keys = schema['x-kubernetes-list-map-keys']
  if (Array.isArray(keys)) return keys.filter((key) => typeof key === 'string')
  const key = schema['x-kubernetes-patch-merge-key']
  return typeof key === 'string' ? [key] : []
}

function isList(type: unknown): boolean {
  return type === 'array' || (Array.isArray(type) && type.length === 1 && type[0] === 'array')
}

function nameType(type: unknown): string | undefined {
  const { group, version, kind } = toJson(type) ?? {}
  if (typeof version !== 'string' || typeof kind !== 'string') return undefined
  return `${typeof group === 'string' && group !== '' ? `${group}/` : ''}${version} ${kind}`
}

function toJson(value: unknown): Json | undefined {
  return isJson(value) ? value : undefined
}

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function toList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

function entryOf(record: Json | undefined, key: string): Json | undefined {
  return record !== undefined && Object.hasOwn(record, key) ? toJson(record[key]) : undefined
}
