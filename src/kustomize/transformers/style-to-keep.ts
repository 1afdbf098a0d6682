import type { ScalarStyle, TreeNode } from '../tree/tree-node.ts'

/** The style that a new value takes over from what it replaces. A null that is not written has none. */
export function styleToKeep({ tag, value, style, isTagged }: TreeNode): ScalarStyle {
  return tag === '!!null' && value === '' && !isTagged ? 'plain' : style
}
