import { getField } from '../../kustomize/tree/get-field.ts'
import type { TreeNode } from '../../kustomize/tree/tree-node.ts'

const group = 'kustomize.toolkit.fluxcd.io'
const reconcile = `${group}/reconcile`
const ssa = `${group}/ssa`
const maps = ['labels', 'annotations'] as const

/** Whether an object has a control of Flux (`kustomize.toolkit.fluxcd.io/prune: disabled`) as label or annotation. */
export function hasControl(root: TreeNode, control: string, value: string): boolean {
  const metadata = getField(root, 'metadata')
  const key = `${group}/${control}`
  return maps.some((field) => getField(getField(metadata, field), key)?.value.toLowerCase() === value.toLowerCase())
}

/**
 * Whether Flux does not touch an object because of its labels or annotations. As it does not apply these either, they need
 * not be on the object in the cluster, which is what counts when it is to be deleted.
 */
export function isLeftAlone(root: TreeNode): boolean {
  const metadata = getField(root, 'metadata')
  for (const name of maps) {
    for (const { key, value } of getField(metadata, name)?.fields ?? []) {
      if (key.value === reconcile && value.value.toLowerCase() === 'disabled') return true
      if (key.value === ssa && value.value.toLowerCase() === 'ignore') return true
    }
  }
  return false
}
