import { getField } from '../../kustomize/tree/get-field.ts'
import type { TreeNode } from '../../kustomize/tree/tree-node.ts'

/** Annotations of an object that something else writes to as well, or instead; of the second kind with the value. */
const copied: ReadonlySet<string> = new Set([
  'reflector.v1.k8s.emberstack.com/reflects',
  'replicator.v1.mittwald.de/replicate-from',
  'replicator.v1.mittwald.de/replicate-from-matching',
])
const left: ReadonlyMap<string, readonly string[]> = new Map([
  ['kustomize.toolkit.fluxcd.io/ssa', ['merge', 'ifnotpresent', 'ignore']],
  ['kustomize.toolkit.fluxcd.io/reconcile', ['disabled']],
])

/** Whether a ConfigMap or Secret may hold other entries in the cluster than in Git: what copies from another, or what Flux leaves to others. */
export function isFilledElsewhere(root: TreeNode): boolean {
  const metadata = getField(root, 'metadata')
  const fields = ['annotations', 'labels'].flatMap((name) => getField(metadata, name)?.fields ?? [])
  return fields.some(
    ({ key, value }) => copied.has(key.value) || left.get(key.value)?.includes(value.value.toLowerCase()) === true,
  )
}
