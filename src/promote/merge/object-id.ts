import type { MergeNode } from './merge-node.ts'

/** How an object is called: group and kind, namespace and name. Undefined where it has no kind or name. */
export function objectId(root: MergeNode): string | undefined {
  const field = (node: MergeNode | undefined, key: string): MergeNode | undefined =>
    node?.slots.find((slot) => slot.key === key)?.value
  const metadata = field(root, 'metadata')
  const kind = field(root, 'kind')?.value
  const name = field(metadata, 'name')?.value ?? field(metadata, 'generateName')?.value
  if (kind === undefined || name === undefined) return undefined
  const apiVersion = field(root, 'apiVersion')?.value ?? ''
  const slash = apiVersion.indexOf('/')
  const group = slash < 0 ? '' : `.${apiVersion.slice(0, slash)}`
  const namespace = field(metadata, 'namespace')?.value
  return `${kind}${group} ${namespace === undefined ? '' : `${namespace}/`}${name}`
}
