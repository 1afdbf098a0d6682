import type { Location } from '../../source/location.ts'
import type { TreeNode } from '../tree/tree-node.ts'

/** A JSON pointer as it is written. */
export interface WrittenPointer {
  readonly text: string
  readonly at: Location | undefined
}

/** One step of a JSON patch. What is missing or no text is only an error once the operation is applied. */
export interface JsonPatchOperation {
  /** `add`, `remove`, `replace`, `move`, `copy`, `test`, or whatever is written there; empty where nothing is. */
  readonly op: string
  readonly path: WrittenPointer | undefined
  readonly from: WrittenPointer | undefined
  /** Typed as JSON is; the same as `nothing` where there is none. */
  readonly value: TreeNode
  /** A null that comes from this operation. */
  readonly nothing: TreeNode
  /** Whether there is a value at all, and it is not null. */
  readonly hasValue: boolean
  /** The whole operation. */
  readonly at: Location | undefined
}
