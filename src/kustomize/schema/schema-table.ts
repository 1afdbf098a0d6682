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

/** An entry that the record itself holds. */
export function ownEntry(record: Readonly<Record<string, number>> | undefined, key: string): number | undefined {
  return record !== undefined && Object.hasOwn(record, key) ? record[key] : undefined
}
