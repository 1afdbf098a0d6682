import { createScalar } from './create-node.ts'
import { getField } from './get-field.ts'
import { setValue } from './set-value.ts'
import type { TreeNode } from './tree-node.ts'

/** Sets a key of a mapping in place, at its end where it is new. Gives the node that then stands in the mapping. */
export function setField(mapping: TreeNode, key: string, value: TreeNode): TreeNode {
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
  mapping.fields.push({ key: createScalar(key, value.step), value })
  return value
}
