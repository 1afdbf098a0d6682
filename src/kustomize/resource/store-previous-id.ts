import { addToList } from './add-to-list.ts'
import { previousKinds, previousNames, previousNamespaces } from './build-annotations.ts'
import { currentId } from './current-id.ts'
import { effectiveNamespace } from './effective-namespace.ts'
import type { Resource } from './resource.ts'

/** Remembers the id that an object has, before it is renamed or moved (StorePreviousId). */
export function storePreviousId(resource: Resource): void {
  const id = currentId(resource)
  addToList(resource, previousNames, id.name)
  addToList(resource, previousNamespaces, effectiveNamespace(id))
  addToList(resource, previousKinds, id.kind)
}
