import type { TreeNode } from './tree-node.ts'

/** A deep copy. Steps are shared: they never change. */
export function copyNode(node: TreeNode): TreeNode {
  return {
    kind: node.kind,
    tag: node.tag,
    style: node.style,
    isFlow: node.isFlow,
    isTagged: node.isTagged,
    value: node.value,
    fields: node.fields.map(({ key, value }) => ({ key: copyNode(key), value: copyNode(value) })),
    items: node.items.map(copyNode),
    step: node.step,
    removed: node.removed === undefined ? undefined : new Map(node.removed),
  }
}
