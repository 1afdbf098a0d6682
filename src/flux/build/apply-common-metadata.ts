import type { BuiltObject } from '../../kustomize/build/built-object.ts'
import { getMetadataMap, setMetadataMap } from '../../kustomize/resource/metadata.ts'
import { copyNode } from '../../kustomize/tree/copy-node.ts'
import { getField } from '../../kustomize/tree/get-field.ts'
import { toJson } from '../../kustomize/tree/to-json.ts'
import type { TreeNode } from '../../kustomize/tree/tree-node.ts'

const fields = ['labels', 'annotations'] as const

/**
 * Built objects with the labels and annotations of `spec.commonMetadata`, which overwrite their own and are not
 * substituted (fluxcd/pkg ssa SetCommonMetadata). The given objects are not changed; what clusters share they share with it.
 */
export function applyCommonMetadata(
  objects: readonly BuiltObject[],
  spec: TreeNode | undefined,
): readonly BuiltObject[] {
  const common = getField(spec, 'commonMetadata')
  if (common === undefined || fields.every((field) => (getField(common, field)?.fields ?? []).length === 0)) {
    return objects
  }
  const done = known.get(common) ?? new WeakMap<BuiltObject, BuiltObject>()
  known.set(common, done)
  return objects.map((object) => {
    const changed = done.get(object) ?? setMetadata(object, common)
    done.set(object, changed)
    return changed
  })
}

const known = new WeakMap<TreeNode, WeakMap<BuiltObject, BuiltObject>>()

function setMetadata(object: BuiltObject, common: TreeNode): BuiltObject {
  const root = copyNode(object.root)
  for (const field of fields) {
    for (const { key, value } of getField(common, field)?.fields ?? []) {
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
