import type { Location } from '../../source/location.ts'
import type { TreeNode } from '../tree/tree-node.ts'

/** Where a node was last set by something that is written: hashes and the like have no place. */
export function locateNewestStep(node: TreeNode | undefined): Location | undefined {
  let step = node?.step
  while (step !== undefined && step.at === undefined) step = step.before
  return step?.at
}
