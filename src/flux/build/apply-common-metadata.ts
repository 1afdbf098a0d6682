import type { BuiltObject } from '../../kustomize/build/built-object.ts'
import { getMetadataMap, setMetadataMap } from '../../kustomize/resource/metadata.ts'
import { copyNode } from '../../kustomize/tree/copy-node.ts'
import { getField } from '../../kustomize/tree/get-field.ts'
import { toJson } from '../../kustomize/tree/to-json.ts'
import type { TreeNode } from '../../kustomize/tree/tree-node.ts'

/**
 * A built object with the labels and annotations of `spec.commonMetadata`, which overwrite its own and are not
 * substituted (fluxcd/pkg ssa SetCommonMetadata). The given object is not changed.
 */
export function applyCommonMetadata(object: BuiltObject, spec: TreeNode | undefined): BuiltObject {
  const common = getField(spec, 'commonMetadata')
  const maps = (['labels', 'annotations'] as const).map((field) => ({ field, node: getField(common, field) }))
  if (maps.every(({ node }) => node === undefined || node.fields.length === 0)) return object
  const root = copyNode(object.root)
  for (const { field, node } of maps) {
    for (const { key, value } of node?.fields ?? []) {
      const values = getMetadataMap(root, field)
      values.set(key.value, value.value)
      setMetadataMap(root, field, values, {
        cause: 'commonMetadata',
        at: value.step?.at,
        value: undefined,
        before: undefined,
      })
    }
  }
  return { ...object, root, value: toJson(root) }
}
