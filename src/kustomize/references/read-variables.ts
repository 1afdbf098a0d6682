import { getFieldIgnoringCase } from '../tree/get-field-ignoring-case.ts'
import type { TreeNode } from '../tree/tree-node.ts'
import { readText } from './read-text.ts'
import type { Variable } from './variable.ts'

/** Reads the `vars` of a kustomization file. The field is `metadata.name` where none is named. */
export function readVariables(node: TreeNode): readonly Variable[] {
  return node.items.map(readVariable)
}

function readVariable(node: TreeNode): Variable {
  const object = getFieldIgnoringCase(node, 'objref')
  const field = getFieldIgnoringCase(node, 'fieldref')
  const path = getFieldIgnoringCase(field, 'fieldPath')
  const name = getFieldIgnoringCase(node, 'name')
  const at = (name ?? node).step?.at
  return {
    name: readText(name),
    object: {
      ...readType(object),
      name: readText(getFieldIgnoringCase(object, 'name')),
      namespace: readText(getFieldIgnoringCase(object, 'namespace')),
    },
    field: { text: readText(path) || 'metadata.name', at: path?.step?.at ?? at },
    at,
  }
}

/** An `apiVersion` of one or two parts counts before `group` and `version`. */
function readType(object: TreeNode | undefined): {
  readonly group: string
  readonly version: string
  readonly kind: string
} {
  const parts = readText(getFieldIgnoringCase(object, 'apiVersion')).split('/')
  const [first = '', second] = parts
  const isGroup = parts.length === 2
  const hasVersion = (parts.length <= 2 && first !== '') || isGroup
  return {
    group: isGroup ? first : readText(getFieldIgnoringCase(object, 'group')),
    version: hasVersion ? (second ?? first) : readText(getFieldIgnoringCase(object, 'version')),
    kind: readText(getFieldIgnoringCase(object, 'kind')),
  }
}
