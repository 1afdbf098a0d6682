import type { TreeNode } from '../tree/tree-node.ts'

/** What a text in YAML has besides its values, so that it can be written again: brackets and comments. */
export interface Layout {
  /** Collections in brackets. */
  readonly flow: ReadonlySet<TreeNode>
  /** The names of anchors, and of what aliases stand for. */
  readonly anchors: ReadonlyMap<TreeNode, string>
  readonly aliases: ReadonlySet<TreeNode>
  /** Comments on the lines above a key or an item. */
  readonly above: ReadonlyMap<TreeNode, string>
  /** Comments behind a value on its own line, or behind a key whose value starts on the next line. */
  readonly beside: ReadonlyMap<TreeNode, string>
  /** Comments right below a key with its value, or an item, that a blank line divides from what follows. */
  readonly below: ReadonlyMap<TreeNode, string>
  /** Comments at the start of the document that a blank line divides from the first key. */
  readonly start: string
  /** Comments at the end of the document behind a blank line. */
  readonly end: string
}

/** The layout of values that never were a text. */
export const plainLayout: Layout = {
  flow: new Set(),
  anchors: new Map(),
  aliases: new Set(),
  above: new Map(),
  beside: new Map(),
  below: new Map(),
  start: '',
  end: '',
}
