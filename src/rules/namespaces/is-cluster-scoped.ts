import type { ResourceId } from '../../kustomize/resource/resource-id.ts'
import type { CustomSchema } from '../../model/queries/list-custom-schemas.ts'
import { findKnownKind } from '../custom-kinds/find-known-kind.ts'

/** Whether objects of a kind certainly live in no namespace; false also where that is not known. */
export function isClusterScoped(id: ResourceId, schemas: ReadonlyMap<string, readonly CustomSchema[]>): boolean {
  const [custom] = schemas.get(`${id.group} ${id.kind}`) ?? []
  if (custom !== undefined) return custom.isCertain && custom.definition.scope === 'Cluster'
  return id.isClusterScoped || findKnownKind(id)?.isClusterScoped === true
}
