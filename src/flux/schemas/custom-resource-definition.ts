import type { JsonObject } from '../../yaml/json-value.ts'

/** What a CustomResourceDefinition says of the objects of its kind. */
export interface CustomResourceDefinition {
  readonly group: string
  readonly kind: string
  readonly plural: string
  readonly scope: 'Namespaced' | 'Cluster'
  /** All versions, in the order in which they are written. */
  readonly versions: readonly CustomResourceVersion[]
}

/** One version of a custom resource. */
export interface CustomResourceVersion {
  readonly name: string
  readonly isServed: boolean
  readonly isStored: boolean
  readonly isDeprecated: boolean
  /** What the API server says to those who use a deprecated version, where the definition has its own words. */
  readonly warning: string | undefined
  /** The structural schema (openAPIV3Schema) as it is written; undefined where the version has none. */
  readonly schema: JsonObject | undefined
  /** True where fields that the schema does not name are kept in the whole object. */
  readonly preservesUnknownFields: boolean
  /** True where the API server ignores a `status` that is applied with the object. */
  readonly hasStatusSubresource: boolean
}
