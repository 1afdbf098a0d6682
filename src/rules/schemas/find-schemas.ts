import { findRemovedApi } from '../../flux/find-removed-api.ts'
import { findBuiltInSchema } from '../../flux/schemas/built-in-schemas.ts'
import { compileObjectSchema, type ObjectValidator } from '../../flux/schemas/compile-object-schema.ts'
import type { CustomSchema } from '../../model/queries/list-custom-schemas.ts'

/** What a cluster holds the objects of one kind and version against. */
export type FoundSchema =
  /** The cluster's own definition, or the built-in ones where it has none. */
  | { readonly is: 'own'; readonly validator: ObjectValidator; readonly from: CustomSchema }
  | { readonly is: 'built-in'; readonly validator: ObjectValidator }
  /** The cluster's own definition does not serve that version, but these. */
  | { readonly is: 'not-served'; readonly served: readonly string[]; readonly from: CustomSchema }

/**
 * The schemas of a kind in a version: one, or several where the cluster has several definitions. Empty where it is not
 * known, and for versions that a later Flux no longer serves, which are told by a rule of their own.
 */
export function findSchemas(
  type: { readonly group: string; readonly version: string; readonly kind: string },
  definitions: ReadonlyMap<string, readonly CustomSchema[]>,
): readonly FoundSchema[] {
  const { group, version, kind } = type
  const apiVersion = `${group}/${version}`
  const own = definitions.get(`${group} ${kind}`)
  if (own === undefined) {
    const builtIn = findBuiltInSchema(apiVersion, kind)
    return builtIn === undefined ? [] : [{ is: 'built-in', validator: builtIn.validator }]
  }
  const found = own.flatMap((from): readonly FoundSchema[] => {
    const { versions } = from.definition
    const one = versions.find(({ name, isServed }) => name === version && isServed)
    if (one !== undefined) return [{ is: 'own', validator: compileObjectSchema(one.schema, one), from }]
    if (findRemovedApi(apiVersion, kind) !== undefined) return []
    return [{ is: 'not-served', served: versions.filter(({ isServed }) => isServed).map(({ name }) => name), from }]
  })
  // Where one of them serves it, it may be that one.
  return found.some(({ is }) => is === 'own') ? found.filter(({ is }) => is === 'own') : found
}
