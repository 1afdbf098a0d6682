import type { Step } from './step.ts'
import type { TreeNode } from './tree-node.ts'

/** Takes a key out of a mapping and remembers the step that did. Gives the value that was there. */
export function removeField(mapping: TreeNode, key: string, step?: Step): TreeNode | undefined {
  const index = mapping.fields.findIndex((field) => field.key.value === key && field.key.kind === 'scalar')
  if (index < 0) return undefined
  const [field] = mapping.fields.splice(index, 1)
  if (step !== undefined) {
    mapping.removed ??= new Map()
    mapping.removed.set(key, { ...step, value: undefined, before: field?.value.step })
  }
  return field?.value
}
