import type { BuiltObject } from '../../kustomize/build/built-object.ts'
import { chainOf } from '../../kustomize/tree/chain-of.ts'
import { getNode } from '../../kustomize/tree/get-node.ts'
import type { CustomSchema } from '../../model/queries/list-custom-schemas.ts'
import { findKnownKind } from '../custom-kinds/find-known-kind.ts'
import { isNamespaced } from './is-namespaced.ts'

/**
 * Whether an object certainly needs the namespace that it has. kustomize and `targetNamespace` put one into every object of
 * a kind that they do not know, even into one that lives in none; what somebody wrote into it himself is meant.
 */
export function isPlaced({ id, root }: BuiltObject, schemas: ReadonlyMap<string, readonly CustomSchema[]>): boolean {
  if (id.namespace === '' || id.isClusterScoped) return false
  if (isNamespaced(id, schemas)) return true
  const [definition] = schemas.get(`${id.group} ${id.kind}`) ?? []
  if (definition !== undefined) return false
  const known = findKnownKind(id)
  if (known !== undefined) return !known.isClusterScoped
  if (/^Cluster[A-Z]/.test(id.kind)) return false
  return !chainOf(getNode(root, ['metadata', 'namespace'])?.step).some(({ cause }) => cause === 'namespace')
}
