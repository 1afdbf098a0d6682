import { getField } from '../tree/get-field.ts'
import { getNode } from '../tree/get-node.ts'
import { previousNames } from './build-annotations.ts'
import { currentId } from './current-id.ts'
import { isSameId } from './is-same-id.ts'
import { getMetadata } from './metadata.ts'
import { previousIds } from './previous-ids.ts'
import type { Resource } from './resource.ts'
import type { ResourceId } from './resource-id.ts'

interface NameIndex {
  /** How many of the resources are in it. */
  length: number
  readonly byName: Map<string, Resource[]>
}

/** Lists of resources are only appended to while names stay; what renames them makes a new list. */
const indexes = new WeakMap<readonly Resource[], NameIndex>()

/** The resources that have an id, now or before they were renamed (GetMatchingResourcesByAnyId). Deleted ones have none. */
export function findByAnyId(resources: readonly Resource[], id: ResourceId): readonly Resource[] {
  return withName(resources, id.name).filter(
    (resource) =>
      resource.root.fields.length > 0 &&
      [...previousIds(resource), currentId(resource)].some((own) => isSameId(id, own)),
  )
}

/** The resource that has an id now, if any. */
export function findByCurrentId(resources: readonly Resource[], id: ResourceId): Resource | undefined {
  return withName(resources, id.name).find((resource) => isSameId(id, currentId(resource)))
}

function withName(resources: readonly Resource[], name: string): readonly Resource[] {
  const index = indexes.get(resources) ?? { length: 0, byName: new Map<string, Resource[]>() }
  indexes.set(resources, index)
  for (; index.length < resources.length; index.length += 1) {
    const resource = resources[index.length]
    if (resource === undefined) continue
    for (const own of namesOf(resource)) {
      const list = index.byName.get(own)
      if (list === undefined) index.byName.set(own, [resource])
      else list.push(resource)
    }
  }
  return index.byName.get(name) ?? []
}

function namesOf({ root }: Resource): ReadonlySet<string> {
  const before = getField(getNode(root, ['metadata', 'annotations']), previousNames)?.value.split(',') ?? []
  return new Set([...before, getMetadata(root, 'name')])
}
