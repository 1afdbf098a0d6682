import { copyShallow } from './copy-shallow.ts'
import type { TreeField, TreeNode } from './tree-node.ts'

/** A deep copy. Steps and keys are shared: they never change. */
export function copyNode(node: TreeNode): TreeNode {
  const copy = copyShallow(node)
  if (copy.fields.length > 0 || copy.kind === 'mapping') copy.fields = copy.fields.map(copyField)
  if (copy.items.length > 0 || copy.kind === 'sequence') copy.items = copy.items.map(copyNode)
  if (copy.removed !== undefined) copy.removed = new Map(copy.removed)
  return copy
}

function copyField({ key, value }: TreeField): TreeField {
  return { key, value: copyNode(value) }
}
