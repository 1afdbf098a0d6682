import { noFields, noItems } from './empty-lists.ts'
import type { Step } from './step.ts'
import { Written } from './written.ts'

/** How a scalar is written; it decides the type that plain text has (`5` is a number, `"5"` is not). */
export type ScalarStyle = 'plain' | 'single' | 'double' | 'literal' | 'folded'

/** One key of a mapping with its value. */
export interface TreeField {
  /** A scalar, but for the rare YAML with collections as keys. Never changed once it stands here: copies share it. */
  readonly key: Readonly<TreeNode>
  value: TreeNode
}

/**
 * A node of an object that is being built, changed in place as kustomize changes its own (kyaml's RNode over go-yaml's
 * Node). Each node knows the chain of steps that set it. All writes go through the functions in this folder.
 */
export class TreeNode extends Written {
  kind: 'scalar' | 'mapping' | 'sequence' = 'scalar'
  /** As in go-yaml: `!!str`, `!!int`, `!!null`, …; empty where the plain text decides. */
  tag = ''
  style: ScalarStyle = 'plain'
  /** True for a collection in brackets: what is in it is printed on a line, where some texts need quotes. */
  isFlow = false
  /** True where the tag was written out, and must be obeyed against the text. */
  isTagged = false
  /** The text of a scalar. */
  value = ''
  /** The entries of a mapping; none for others. */
  fields: TreeField[] = noFields
  /** The items of a sequence; none for others. */
  items: TreeNode[] = noItems
  /** The steps that took keys out of this mapping, by key. */
  removed: Map<string, Step> | undefined = undefined
}
