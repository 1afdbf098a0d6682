/** What is known of the type of one field or object (kyaml's openapi.ResourceSchema). */
export interface Schema {
  /** The type of a field, or of the values of a free-form map; undefined where nothing is known. */
  field(name: string): Schema | undefined
  /** The type of a list's items; undefined where it is no list. */
  elements(): Schema | undefined
  /** How lists are patched: `merge`, `merge,retainKeys` or nothing. */
  readonly patchStrategy: string
  /** The fields that tell items apart; several for ports. Empty without a patch strategy. */
  readonly mergeKeys: readonly string[]
}

/** Several places that schemas come from; of definitions with one name the last wins. */
export interface SchemaLayer {
  /** A definition as it stands: a reference is not followed. */
  definition(name: string): Schema | undefined
  /** The definition of a type. */
  type(apiVersion: string, kind: string): Schema | undefined
  /** Whether objects of a type live in a namespace; undefined where that is not known. */
  isNamespaced(apiVersion: string, kind: string): boolean | undefined
}

/** Finds a definition by name in all layers, following references. */
export type ResolveDefinition = (name: string) => Schema | undefined
