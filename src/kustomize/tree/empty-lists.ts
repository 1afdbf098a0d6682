import type { TreeField, TreeNode } from './tree-node.ts'

/** The fields of all nodes that are no mapping: most nodes are scalars, and two lists for each would be most of a build. */
export const noFields: TreeField[] = []

/** The items of all nodes that are no sequence. */
export const noItems: TreeNode[] = []

Object.freeze(noFields)
Object.freeze(noItems)
