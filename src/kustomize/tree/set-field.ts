import { createScalar } from './create-node.ts'
import { noFields } from './empty-lists.ts'
import { getField } from './get-field.ts'
import { setValue } from './set-value.ts'
import type { ScalarStyle, TreeNode } from './tree-node.ts'

/**
 * Sets a key of a mapping in place; where it is new at the end, and written in the given style. Gives the node that then
 * stands in the mapping.
 */
export function setField(mapping: TreeNode, key: string, value: TreeNode, keyStyle: ScalarStyle = 'plain'): TreeNode {
  const existing = getField(mapping, key)
  if (existing !== undefined) {
    // What was written in brackets stays so (kyaml's FieldSetter).
    const { isFlow } = existing
    setValue(existing, value)
    existing.isFlow = isFlow && existing.kind !== 'scalar'
    return existing
  }
  const removal = mapping.removed?.get(key)
  if (removal !== undefined) {
    value.step = { ...(value.step ?? removal), before: removal }
    mapping.removed?.delete(key)
  }
  // A null may hold a key as well, which is not printed.
  if (mapping.fields === noFields) mapping.fields = []
  mapping.fields.push({ key: createScalar(key, value.step, { style: keyStyle }), value })
  return value
}
