import type { ResolveDefinition, Schema, SchemaLayer } from './schema.ts'
import { getMergingTable, ownEntry } from './schema-table.ts'

/** The names of the definitions by their indexes. */
let names: readonly string[] | undefined

/** The schemas inside kustomize. References between them go through `resolve`, for a custom schema may replace some. */
export function createBuiltInLayer(resolve: ResolveDefinition): SchemaLayer {
  const { schemas, definitions, types, scopes } = getMergingTable()
  names ??= Object.keys(definitions).sort((a, b) => (definitions[a] ?? 0) - (definitions[b] ?? 0))
  const definitionNames = names

  const follow = (index: number | undefined): Schema | undefined => {
    if (index === undefined) return undefined
    const name = definitionNames[index]
    return name === undefined ? view(index) : resolve(name)
  }
  const view = (index: number | undefined): Schema | undefined => {
    const schema = index === undefined ? undefined : schemas[index]
    if (schema === undefined) return undefined
    return {
      field: (name) => follow(ownEntry(schema.p, name) ?? schema.a),
      elements: () => follow(schema.i),
      patchStrategy: schema.s ?? '',
      mergeKeys: schema.k ?? [],
    }
  }
  return {
    definition: (name) => view(ownEntry(definitions, name)),
    type: (apiVersion, kind) => view(ownEntry(types, `${apiVersion} ${kind}`)),
    isNamespaced: (apiVersion, kind) => {
      const scope = ownEntry(scopes, `${apiVersion} ${kind}`)
      return scope === undefined ? undefined : scope === 1
    },
  }
}
