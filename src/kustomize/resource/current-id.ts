import { getField } from '../tree/get-field.ts'
import { gvkOf } from './gvk-of.ts'
import { getMetadata } from './metadata.ts'
import type { Resource } from './resource.ts'
import type { ResourceId } from './resource-id.ts'

/** The id that an object has now (CurId). */
export function currentId(resource: Resource): ResourceId {
  const { root, openApi } = resource
  const gvk = gvkOf(resource)
  return {
    ...gvk,
    name: getMetadata(root, 'name'),
    namespace: getMetadata(root, 'namespace'),
    isClusterScoped: openApi.isClusterScoped(getField(root, 'apiVersion')?.value ?? '', gvk.kind),
  }
}
