import { fieldsTable, mergingTable } from '../generated/kubernetes-schema.ts'

/** One schema in a table; all numbers are indexes into the same table. */
export interface TableSchema {
  /** Fields by name. */
  readonly p?: Readonly<Record<string, number>>
  /** The values of a free-form map. */
  readonly a?: number
  /** The items of a list. */
  readonly i?: number
  /** The patch strategy. */
  readonly s?: string
  /** The merge keys. */
  readonly k?: readonly string[]
}

/** The types of one version of Kubernetes, by `apiVersion kind`. */
export interface SchemaTable {
  readonly schemas: readonly TableSchema[]
  readonly types: Readonly<Record<string, number>>
}

/** The table that builds merge by. */
export interface MergingTable extends SchemaTable {
  /** Indexes of definitions by name; they come before all other schemas. */
  readonly definitions: Readonly<Record<string, number>>
  /** 1 for types whose objects live in a namespace, 0 for others. */
  readonly scopes: Readonly<Record<string, number>>
}

let merging: MergingTable | undefined
let fields: SchemaTable | undefined

/** What kustomize knows of Kubernetes 1.21.2. Parsed when it is first needed. */
export function getMergingTable(): MergingTable {
  merging ??= JSON.parse(mergingTable) as MergingTable
  return merging
}

/** The fields of a current Kubernetes. Parsed when it is first needed. */
export function getFieldsTable(): SchemaTable {
  fields ??= JSON.parse(fieldsTable) as SchemaTable
  return fields
}

const scopes = new Map<string, Map<string, number | undefined>>()

/** Of a type in the merging table: 1 where its objects live in a namespace, else 0; undefined where it is not known. */
export function builtInScope(apiVersion: string, kind: string): number | undefined {
  let ofVersion = scopes.get(apiVersion)
  if (ofVersion === undefined) {
    if (scopes.size > 10_000) scopes.clear()
    ofVersion = new Map()
    scopes.set(apiVersion, ofVersion)
  }
  if (!ofVersion.has(kind)) {
    if (ofVersion.size > 10_000) ofVersion.clear()
    ofVersion.set(kind, ownEntry(getMergingTable().scopes, `${apiVersion} ${kind}`))
  }
  return ofVersion.get(kind)
}

/** An entry that the record itself holds. */
export function ownEntry(record: Readonly<Record<string, number>> | undefined, key: string): number | undefined {
  return record !== undefined && Object.hasOwn(record, key) ? record[key] : undefined
}
