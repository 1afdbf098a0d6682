import type { JsonValue } from '../../yaml/json-value.ts'
import type { ResourceId } from '../resource/resource-id.ts'
import type { TreeNode } from '../tree/tree-node.ts'

/** An object as a build leaves it. */
export interface BuiltObject {
  readonly id: ResourceId
  /** With the lineage of every field. */
  readonly root: TreeNode
  /** As it is printed: typed, and sorted by the printer. */
  readonly value: JsonValue
}
