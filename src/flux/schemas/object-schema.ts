/** The types that a structural schema knows. */
export type SchemaType = 'object' | 'array' | 'string' | 'integer' | 'number' | 'boolean'

/** A structural schema of Kubernetes, read and checked: which fields there are, and which values they may have. */
export interface ObjectSchema {
  /** Undefined where any type will do. */
  readonly type: SchemaType | undefined
  readonly isNullable: boolean
  readonly isIntOrString: boolean
  /** Fields that are not named below are kept. */
  readonly preservesUnknownFields: boolean
  /** Holds a whole object of Kubernetes, with apiVersion, kind and metadata of its own. */
  readonly isEmbedded: boolean
  /** What the API server sets where nothing is written; undefined for none. */
  readonly defaultValue: unknown
  readonly properties: ReadonlyMap<string, ObjectSchema>
  /** The schema of the values under any other key; true where any value will do, undefined where there are no others. */
  readonly additional: ObjectSchema | true | undefined
  readonly items: ObjectSchema | undefined
  readonly listType: 'atomic' | 'set' | 'map'
  /** The fields that tell items of a list of the type `map` apart. */
  readonly listKeys: readonly string[]
  readonly allOf: readonly ObjectSchema[]
  readonly anyOf: readonly ObjectSchema[]
  readonly oneOf: readonly ObjectSchema[]
  readonly not: ObjectSchema | undefined
  /** The other constraints in the words of JSON schema. */
  readonly constraints: Readonly<Record<string, unknown>>
  /** How many rules in CEL there are in this schema and all below it. They are not evaluated. */
  readonly ruleCount: number
}
