import { locateField } from '../../kustomize/lineage/locate-field.ts'
import { chainOf } from '../../kustomize/tree/chain-of.ts'
import { getNode } from '../../kustomize/tree/get-node.ts'
import type { Location } from '../../source/location.ts'
import type { AppliedKustomization } from '../closure/applied-kustomization.ts'

/**
 * The place of the `spec.path` of a Flux Kustomization, as written rather than that of a variable in it, or the nearest one;
 * undefined where the repository has none.
 */
export function locateKustomization({ object }: AppliedKustomization): Location | undefined {
  const path = ['spec', 'path']
  const steps = chainOf(getNode(object?.root, path)?.step)
  const written = steps.findLast(({ cause, at }) => cause !== 'substitution' && at !== undefined)
  return written?.at ?? (object && locateField(object.root, path))
}
