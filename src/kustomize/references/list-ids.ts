import { currentId } from '../resource/current-id.ts'
import { previousIds } from '../resource/previous-ids.ts'
import type { Resource } from '../resource/resource.ts'
import type { ResourceId } from '../resource/resource-id.ts'

/** The id that an object has now and those it had, none of them known to be cluster-scoped (utils.MakeResIds). */
export function listIds(resource: Resource): readonly ResourceId[] {
  return [{ ...currentId(resource), isClusterScoped: false }, ...previousIds(resource)]
}
