import type { Step } from './step.ts'
import { type ScalarStyle, type TreeField, TreeNode } from './tree-node.ts'

/** A scalar. Without a tag its plain text decides the type, as in kyaml's NewScalarRNode. */
export function createScalar(
  value: string,
  step: Step | undefined,
  { tag = '', style = 'plain' }: { readonly tag?: string; readonly style?: ScalarStyle } = {},
): TreeNode {
  const node = new TreeNode(step, undefined)
  node.value = value
  node.tag = tag
  node.style = style
  return node
}

/** A mapping of the given fields, which become its own. */
export function createMapping(step: Step | undefined, fields: TreeField[] = []): TreeNode {
  const node = new TreeNode(step, undefined)
  node.kind = 'mapping'
  node.tag = '!!map'
  node.fields = fields
  return node
}

/** A sequence of the given items, which become its own. */
export function createSequence(step: Step | undefined, items: TreeNode[] = []): TreeNode {
  const node = new TreeNode(step, undefined)
  node.kind = 'sequence'
  node.tag = '!!seq'
  node.items = items
  return node
}
