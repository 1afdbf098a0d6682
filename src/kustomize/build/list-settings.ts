import type { Setting } from '../setting.ts'
import { getFieldIgnoringCase } from '../tree/get-field-ignoring-case.ts'
import { isNullNode } from '../tree/is-null-node.ts'
import type { Cause } from '../tree/step.ts'
import type { TreeNode } from '../tree/tree-node.ts'
import { toSetting } from './to-setting.ts'

/** The texts in a list of a kustomization file. */
export function listSettings(root: TreeNode, field: string, cause: Cause = 'build'): readonly Setting[] {
  const items = getFieldIgnoringCase(root, field)?.items ?? []
  return items
    .filter((item) => item.kind === 'scalar')
    .map((item) => toSetting(item, cause, isNullNode(item) ? '' : item.value))
}
