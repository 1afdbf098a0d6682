import { getField } from '../tree/get-field.ts'
import { isEmptyNode } from '../tree/is-empty-node.ts'
import type { TreeNode } from '../tree/tree-node.ts'
import { parseGroupVersion } from './parse-group-version.ts'
import type { Resource } from './resource.ts'
import type { ResourceId } from './resource-id.ts'

/** The id that an object has now (CurId). */
export function currentId({ root, openApi }: Resource): ResourceId {
  const apiVersion = getField(root, 'apiVersion')?.value ?? ''
  const { group, version } = parseGroupVersion(apiVersion)
  const kind = getField(root, 'kind')?.value ?? ''
  const metadata = getField(root, 'metadata')
  return {
    group,
    version,
    kind,
    name: textOf(getField(metadata, 'name')),
    namespace: textOf(getField(metadata, 'namespace')),
    isClusterScoped: openApi.isClusterScoped(apiVersion, kind),
  }
}

function textOf(node: TreeNode | undefined): string {
  return node === undefined || isEmptyNode(node) ? '' : node.value
}
