import type { TreeNode } from '../../src/kustomize/tree/tree-node.ts'

/** A tree as plain data with all its steps, to compare it with what it is later. */
export function plainTree(node: TreeNode): unknown {
  const { kind, tag, style, isFlow, isTagged, value, step, removed } = node
  const fields = node.fields.map((field) => [plainTree(field.key), plainTree(field.value)])
  const items = node.items.map(plainTree)
  return structuredClone({ kind, tag, style, isFlow, isTagged, value, fields, items, step, removed })
}
