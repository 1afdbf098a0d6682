import type { TreeField, TreeNode } from '../../kustomize/tree/tree-node.ts'
import type { Location } from '../../source/location.ts'

/**
 * Where a problem at a path of a built object is best shown: at the value that stands there, at the key of a collection,
 * and for what is missing, or is written nowhere, at the nearest that holds it and has a place.
 */
export function locateValidationProblem(root: TreeNode, path: readonly (string | number)[]): Location | undefined {
  let node = root
  let found = node.step?.at
  for (const step of path) {
    const field = node.fields.find(({ key }) => key.kind === 'scalar' && key.value === String(step))
    const next = typeof step === 'number' ? node.items[step] : field?.value
    if (next === undefined) break
    found = placeOf(next, typeof step === 'number' ? undefined : field) ?? found
    node = next
  }
  return found
}

function placeOf(node: TreeNode, field: TreeField | undefined): Location | undefined {
  const isCollection = node.kind !== 'scalar'
  return (isCollection ? field?.key.step?.at : undefined) ?? node.step?.at ?? field?.key.step?.at
}
