import { getField } from '../../kustomize/tree/get-field.ts'
import type { TreeNode } from '../../kustomize/tree/tree-node.ts'

const group = 'kustomize.toolkit.fluxcd.io'

/** Whether an object has a control of Flux (`kustomize.toolkit.fluxcd.io/prune: disabled`) as label or annotation. */
export function hasControl(root: TreeNode, control: string, value: string): boolean {
  const metadata = getField(root, 'metadata')
  return ['labels', 'annotations'].some(
    (field) => getField(getField(metadata, field), `${group}/${control}`)?.value.toLowerCase() === value.toLowerCase(),
  )
}

/**
 * Whether Flux does not touch an object because of its labels or annotations. As it does not apply these either, they need
 * not be on the object in the cluster, which is what counts when it is to be deleted.
 */
export function isLeftAlone(root: TreeNode): boolean {
  return hasControl(root, 'reconcile', 'disabled') || hasControl(root, 'ssa', 'Ignore')
}
