import { locateField } from '../../kustomize/lineage/locate-field.ts'
import type { Location } from '../../source/location.ts'
import type { AppliedKustomization } from '../closure/applied-kustomization.ts'

/** The place of the `spec.path` of a Flux Kustomization, or the nearest one; undefined where the repository has none. */
export function locateKustomization({ object }: AppliedKustomization): Location | undefined {
  return object === undefined ? undefined : locateField(object.root, ['spec', 'path'])
}
