import { parseGroupVersion } from '../../kustomize/resource/parse-group-version.ts'
import type { ResourceId } from '../../kustomize/resource/resource-id.ts'
import { createOpenApi } from '../../kustomize/schema/create-open-api.ts'
import { getField } from '../../kustomize/tree/get-field.ts'
import type { TreeNode } from '../../kustomize/tree/tree-node.ts'

/** The id that an object has after substitution, by the one that it had. */
export function renewId(id: ResourceId, root: TreeNode): ResourceId {
  const metadata = getField(root, 'metadata')
  const apiVersion = getField(root, 'apiVersion')?.value ?? ''
  const kind = getField(root, 'kind')?.value ?? ''
  const { group, version } = parseGroupVersion(apiVersion)
  const isSameKind = group === id.group && version === id.version && kind === id.kind
  return {
    group,
    version,
    kind,
    name: getField(metadata, 'name')?.value ?? '',
    namespace: getField(metadata, 'namespace')?.value ?? '',
    isClusterScoped: isSameKind ? id.isClusterScoped : createOpenApi().isClusterScoped(apiVersion, kind),
  }
}
