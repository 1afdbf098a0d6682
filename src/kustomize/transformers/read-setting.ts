import { type Origin, readField, readText } from '../configuration/read-value.ts'
import type { Setting } from '../setting.ts'
import type { Cause } from '../tree/step.ts'
import type { TreeNode } from '../tree/tree-node.ts'

/** The text of a field as what it sets; an empty text at the place of the map where the field is missing. */
export function readSetting(map: TreeNode | undefined, field: string, cause: Cause, origin: Origin): Setting {
  const node = readField(map, field, origin)
  return createSetting(readText(node, field, origin), cause, node?.step?.at === undefined ? map : node)
}

/** A text as what it sets, at the place of a node. */
export function createSetting(text: string, cause: Cause, node: TreeNode | undefined): Setting {
  return { text, by: { cause, at: node?.step?.at, value: text, before: undefined } }
}
