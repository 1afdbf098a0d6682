import { currentId } from './current-id.ts'
import { previousIds } from './previous-ids.ts'
import type { Resource } from './resource.ts'
import type { ResourceId } from './resource-id.ts'

/** The id that an object was loaded with (OrgId). */
export function originalId(resource: Resource): ResourceId {
  return previousIds(resource)[0] ?? currentId(resource)
}
