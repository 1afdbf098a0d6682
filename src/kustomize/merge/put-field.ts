import { getField } from '../tree/get-field.ts'
import { isYaml11NonString } from '../tree/is-yaml11-non-string.ts'
import { setField } from '../tree/set-field.ts'
import { setValue } from '../tree/set-value.ts'
import type { TreeNode } from '../tree/tree-node.ts'

/**
 * Sets a key of a mapping as kyaml's FieldSetter does: a string that YAML 1.1 would read as something else gets quotes,
 * and a value that was there before keeps its style. A new key is written like `keyFrom`.
 */
export function putField(mapping: TreeNode, key: string, value: TreeNode, keyFrom: TreeNode | undefined): void {
  quote(value)
  const existing = getField(mapping, key)
  if (existing === undefined) {
    setField(mapping, key, value, keyFrom?.style)
  } else if (existing !== value) {
    value.style = existing.style
    value.isFlow = existing.isFlow && value.kind !== 'scalar'
    value.isTagged = existing.isTagged
    setValue(existing, value)
  }
}

/** Quotes a string that YAML 1.1 would not read as one. */
function quote(node: TreeNode): void {
  const isString = node.kind === 'scalar' && (node.tag === '!!str' || node.tag === '')
  if (isString && node.style === 'plain' && !node.isTagged && isYaml11NonString(node.value)) node.style = 'double'
}
