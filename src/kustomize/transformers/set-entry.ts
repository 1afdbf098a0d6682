import { copyNode } from '../tree/copy-node.ts'
import { getField } from '../tree/get-field.ts'
import { isNullNode } from '../tree/is-null-node.ts'
import { isYaml11NonString } from '../tree/is-yaml11-non-string.ts'
import { setField } from '../tree/set-field.ts'
import { setValue } from '../tree/set-value.ts'
import type { TreeNode } from '../tree/tree-node.ts'
import { styleToKeep } from './style-to-keep.ts'
import { wrongKind } from './wrong-kind.ts'

/**
 * Sets a key of a map to a text (kyaml's FieldSetter with a name). A new key holds the very node that is given: where the
 * same node is set in several maps they share it from then on, and what later changes one in place changes all, as in
 * kustomize. An existing value keeps its style. Tells whether the map has another content afterwards.
 */
export function setEntry(map: TreeNode, key: string, value: TreeNode, what: string): boolean {
  if (!isNullNode(map) && map.kind !== 'mapping') throw wrongKind(map, 'a map', what, value.step?.at)
  if (value.style === 'plain' && isYaml11NonString(value.value)) value.style = 'double'
  const existing = isNullNode(map) ? undefined : getField(map, key)
  if (existing === undefined) {
    setField(map, key, value)
    return true
  }
  const changed = existing.kind !== 'scalar' || existing.value !== value.value || existing.tag !== value.tag
  value.style = styleToKeep(existing)
  value.isTagged = existing.isTagged
  if (existing !== value) setValue(existing, copyNode(value))
  return changed
}
