import type { Schema } from '../schema/schema.ts'
import type { Step } from '../tree/step.ts'
import type { TreeNode } from '../tree/tree-node.ts'

/** The two versions of one node that are merged, each undefined where it is missing. */
export interface Sources {
  readonly destination: TreeNode | undefined
  readonly patch: TreeNode | undefined
}

/** What has become of a node. */
export interface Walked {
  /** A node of the destination or of the patch; undefined where it is deleted. */
  readonly node: TreeNode | undefined
  /** A null that is kept, for the object had it before. */
  readonly isKept?: boolean
  /** What deleted it. */
  readonly by?: Step | undefined
}

/** Merges the two versions of a node. */
export type Walk = (sources: Sources, schema: Schema | undefined, path: readonly string[]) => Walked
