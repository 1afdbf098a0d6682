import type { Setting } from '../setting.ts'
import type { Cause } from '../tree/step.ts'
import type { TreeNode } from '../tree/tree-node.ts'

/** A scalar of a kustomization file as what it sets, by default with its own text. */
export function toSetting(node: TreeNode, cause: Cause, text: string = node.value): Setting {
  return { text, by: { cause, at: node.step?.at, value: text, before: undefined } }
}
