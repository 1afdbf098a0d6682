import type { Step } from '../tree/step.ts'
import type { TreeNode } from '../tree/tree-node.ts'

/** A field of a built object with the chain of places that set it. */
export interface FieldLineage {
  readonly path: readonly (string | number)[]
  /** Undefined where the field was removed. */
  readonly node: TreeNode | undefined
  /** Oldest first: the base, then what changed it. */
  readonly steps: readonly Step[]
}
