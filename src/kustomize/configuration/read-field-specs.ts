import { isNullNode } from '../tree/is-null-node.ts'
import type { TreeNode } from '../tree/tree-node.ts'
import type { FieldSpec } from './field-spec.ts'
import { type Origin, readField, readFlag, readList, readMap, readText } from './read-value.ts'
import { refuseRepeatedFields } from './refuse-repeated-fields.ts'
import { refuseUnknownFields } from './refuse-unknown-fields.ts'

const fieldNames = ['group', 'version', 'kind', 'path', 'create']

/** A list of fields, as a configuration or a transformer names them; undefined where it is missing or null. */
export function readFieldSpecs(
  node: TreeNode | undefined,
  field: string,
  origin: Origin,
): readonly FieldSpec[] | undefined {
  return readList(node, field)?.map((item) => readFieldSpec(item, field, origin))
}

function readFieldSpec(item: TreeNode, field: string, origin: Origin): FieldSpec {
  // An item that is null is a field without a path, which fails once it is used.
  const map = readMap(item, `an item of ${field}`)
  if (origin === 'kustomization' || origin === 'configuration')
    refuseUnknownFields(map, fieldNames, `an item of \`${field}\``)
  if (origin === 'configuration') refuseRepeatedFields(map)
  // Upstream finds the type of these three too late to make texts of numbers, but where go-yaml decodes by itself.
  const readType = (name: string): string =>
    readText(readField(map, name, origin), name, origin, origin !== 'affix-plugin')
  const path = readField(map, 'path', origin)
  return {
    group: readType('group'),
    version: readType('version'),
    kind: readType('kind'),
    path: readText(path, 'path', origin),
    create: readFlag(readField(map, 'create', origin), 'create', origin),
    at: (path === undefined || isNullNode(path) ? item : path).step?.at ?? item.step?.at,
  }
}
