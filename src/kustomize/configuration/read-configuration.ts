import { getFieldIgnoringCase } from '../tree/get-field-ignoring-case.ts'
import type { TreeNode } from '../tree/tree-node.ts'
import type { NameReference } from './field-spec.ts'
import { readFieldSpecs } from './read-field-specs.ts'
import { readList, readMap, readText } from './read-value.ts'
import { refuseRepeatedFields } from './refuse-repeated-fields.ts'
import { refuseUnknownFields } from './refuse-unknown-fields.ts'
import { sortConfiguration } from './sort-configuration.ts'
import { type FieldSpecList, fieldSpecLists, type TransformerConfiguration } from './transformer-configuration.ts'

const origin = 'configuration'
const fieldNames = [...fieldSpecLists, 'nameReference']
const referenceNames = ['group', 'version', 'kind', 'fieldSpecs']

/**
 * Reads a file that is named under `configurations` (yaml.UnmarshalStrict of a TransformerConfig): letter case does not
 * matter in the names of fields, but unknown ones are refused. Nothing is merged yet.
 */
export function readConfiguration(file: TreeNode): TransformerConfiguration {
  const root = readMap(file, 'configuration')
  refuseRepeatedFields(root)
  refuseUnknownFields(root, fieldNames, 'a transformer configuration')
  const read = (list: FieldSpecList) => readFieldSpecs(getFieldIgnoringCase(root, list), list, origin) ?? []
  return sortConfiguration({
    namePrefix: read('namePrefix'),
    nameSuffix: read('nameSuffix'),
    namespace: read('namespace'),
    commonLabels: read('commonLabels'),
    labels: read('labels'),
    templateLabels: read('templateLabels'),
    commonAnnotations: read('commonAnnotations'),
    varReference: read('varReference'),
    images: read('images'),
    replicas: read('replicas'),
    nameReference: (readList(getFieldIgnoringCase(root, 'nameReference'), 'nameReference') ?? []).map(
      readNameReference,
    ),
  })
}

function readNameReference(item: TreeNode): NameReference {
  const map = readMap(item, 'an item of nameReference')
  refuseRepeatedFields(map)
  refuseUnknownFields(map, referenceNames, 'an item of `nameReference`')
  const read = (name: string): string => readText(getFieldIgnoringCase(map, name), name, origin, true)
  return {
    group: read('group'),
    version: read('version'),
    kind: read('kind'),
    referrers: readFieldSpecs(getFieldIgnoringCase(map, 'fieldSpecs'), 'fieldSpecs', origin) ?? [],
  }
}
