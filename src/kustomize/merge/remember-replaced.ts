import { getField } from '../tree/get-field.ts'
import { joinSteps } from '../tree/join-steps.ts'
import type { Step } from '../tree/step.ts'
import type { TreeNode } from '../tree/tree-node.ts'

/** Lets what replaces a mapping continue the histories of the same fields, and remember those that it lacks. */
export function rememberReplaced(replacement: TreeNode, replaced: TreeNode, by: Step | undefined): void {
  if (replacement === replaced || replacement.kind !== 'mapping') return
  for (const { key, value } of replaced.fields) {
    const same = getField(replacement, key.value)
    if (same !== undefined) {
      rememberReplaced(same, value, by)
      same.step = joinSteps(value.step, same.step)
    } else if (by !== undefined) {
      replacement.removed ??= new Map()
      replacement.removed.set(key.value, { ...by, value: undefined, before: value.step })
    }
  }
}
