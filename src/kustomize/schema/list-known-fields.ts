import { getFieldsTable, getMergingTable, ownEntry, type SchemaTable, type TableSchema } from './schema-table.ts'

/**
 * The names of the fields that a type of Kubernetes has at a path, sorted, in the version inside kustomize and in a
 * current one together; numbers in the path stand for items of lists. Undefined for a type that is not known, and
 * where any name will do: in free-form maps such as labels.
 */
export function knownFieldsAt(
  apiVersion: string,
  kind: string,
  path: readonly (string | number)[],
): readonly string[] | undefined {
  const names = new Set<string>()
  for (const table of [getMergingTable(), getFieldsTable()]) {
    const schema = findSchema(table, `${apiVersion} ${kind}`, path)
    if (schema?.a !== undefined) return undefined
    for (const name of Object.keys(schema?.p ?? {})) names.add(name)
  }
  return names.size === 0 ? undefined : [...names].sort()
}

function findSchema(table: SchemaTable, type: string, path: readonly (string | number)[]): TableSchema | undefined {
  let index = ownEntry(table.types, type)
  for (const step of path) {
    const schema = index === undefined ? undefined : table.schemas[index]
    index = typeof step === 'number' ? schema?.i : (ownEntry(schema?.p, step) ?? schema?.a)
  }
  return index === undefined ? undefined : table.schemas[index]
}
