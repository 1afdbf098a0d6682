import { noFields, noItems } from './empty-lists.ts'
import type { TreeField, TreeNode } from './tree-node.ts'

/** A deep copy. Steps and keys are shared: they never change. */
export function copyNode(node: TreeNode): TreeNode {
  const { kind, fields, items } = node
  return {
    kind,
    tag: node.tag,
    style: node.style,
    isFlow: node.isFlow,
    isTagged: node.isTagged,
    value: node.value,
    fields: kind !== 'mapping' && fields.length === 0 ? noFields : fields.map(copyField),
    items: kind !== 'sequence' && items.length === 0 ? noItems : items.map(copyNode),
    step: node.step,
    removed: node.removed === undefined ? undefined : new Map(node.removed),
  }
}

function copyField({ key, value }: TreeField): TreeField {
  return { key, value: copyNode(value) }
}
