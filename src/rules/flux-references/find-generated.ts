import { chainOf } from '../../kustomize/tree/chain-of.ts'
import { getNode } from '../../kustomize/tree/get-node.ts'
import type { AppliedObject } from '../../model/closure/applied-kustomization.ts'
import type { Closure } from '../../model/closure/closure.ts'
import { listObjectsOfKind } from '../../model/queries/list-objects-of-kind.ts'
import type { ObjectReference } from './object-reference.ts'

/** The generated object that had the name of a reference before kustomize gave it its hash; undefined for none. */
export function findGenerated(
  { group, kind, name, namespace }: ObjectReference,
  closure: Closure,
): AppliedObject | undefined {
  return listObjectsOfKind(closure, group, kind).find(
    ({ id, root }) => id.namespace === namespace && id.name.startsWith(`${name}-`) && nameBeforeHash(root) === name,
  )
}

function nameBeforeHash(root: AppliedObject['root']): string | undefined {
  const steps = chainOf(getNode(root, ['metadata', 'name'])?.step)
  return steps[steps.findLastIndex(({ cause }) => cause === 'hash') - 1]?.value
}
