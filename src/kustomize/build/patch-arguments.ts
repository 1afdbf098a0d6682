import type { Location } from '../../source/location.ts'
import type { JsonPatchOperation } from '../merge/json-patch-operation.ts'
import type { Selector } from '../resource/selector.ts'
import type { TreeNode } from '../tree/tree-node.ts'

/** One entry of `patches`, its text read. */
export interface PatchArguments {
  /** The entry in the kustomization file. */
  readonly at: Location | undefined
  /** Roots of strategic merge patches. */
  readonly merges: readonly TreeNode[]
  /** Undefined where it is no JSON patch. */
  readonly operations: readonly JsonPatchOperation[] | undefined
  readonly target: Selector | undefined
}
