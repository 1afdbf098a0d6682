import { BuildError } from '../build-error.ts'
import { getField } from '../tree/get-field.ts'
import { getNode } from '../tree/get-node.ts'
import { previousKinds, previousNames, previousNamespaces } from './build-annotations.ts'
import { gvkOf } from './gvk-of.ts'
import type { Resource } from './resource.ts'
import type { ResourceId } from './resource-id.ts'

/** The ids that an object had before it was renamed or moved, oldest first (PrevIds). A BuildError where they are not told apart. */
export function previousIds(resource: Resource): readonly ResourceId[] {
  const annotations = getNode(resource.root, ['metadata', 'annotations'])
  const names = getField(annotations, previousNames)?.value
  if (names === undefined) return []
  const namespaces = (getField(annotations, previousNamespaces)?.value ?? '').split(',')
  const kinds = (getField(annotations, previousKinds)?.value ?? '').split(',')
  const { group, version } = gvkOf(resource)
  const list = names.split(',')
  if (list.length !== namespaces.length || list.length !== kinds.length) {
    const message = 'an object without a name, kind or namespace was renamed, which kustomize does not survive'
    throw new BuildError({ code: 'previous-ids', message, at: resource.root.step?.at })
  }
  return list.map((name, index) => ({
    group,
    version,
    kind: kinds[index] ?? '',
    name,
    namespace: namespaces[index] ?? '',
    isClusterScoped: false,
  }))
}
