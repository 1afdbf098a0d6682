import type { Location } from '../../source/location.ts'
import { getField } from '../tree/get-field.ts'
import type { Step } from '../tree/step.ts'
import type { TreeNode } from '../tree/tree-node.ts'

/**
 * The place that set a field of a built object last. Where the field or its place is missing, that of the nearest one
 * around it, and for the object itself that of its name. Undefined for what no line holds.
 */
export function locateField(root: TreeNode, path: readonly (string | number)[]): Location | undefined {
  let node: TreeNode | undefined = root
  let found: Location | undefined
  for (const step of path) {
    node = typeof step === 'number' ? node?.items[step] : getField(node, step)
    if (node === undefined) break
    found = placeOf(node.step) ?? found
  }
  return found ?? placeOf(getField(getField(root, 'metadata'), 'name')?.step) ?? placeOf(root.step)
}

/** The newest step with a place. */
function placeOf(step: Step | undefined): Location | undefined {
  let newest = step
  while (newest !== undefined && newest.at === undefined) newest = newest.before
  return newest?.at
}
