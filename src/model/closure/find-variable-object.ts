import type { BuiltObject } from '../../kustomize/build/built-object.ts'
import type { AppliedKustomization } from './applied-kustomization.ts'

/** An object that holds variables. */
export interface VariableObject {
  readonly object: BuiltObject
  /** Whether it is applied for sure. */
  readonly isCertain: boolean
}

/** An object of the core group by kind, namespace and name, among what is applied to the cluster itself. */
export function findVariableObject(
  applied: readonly AppliedKustomization[],
  own: readonly BuiltObject[],
  kind: string,
  namespace: string,
  name: string,
): VariableObject | undefined {
  const isMeant = ({ id }: BuiltObject): boolean =>
    id.kind === kind && id.group === '' && id.name === name && id.namespace === namespace
  const local = applied.filter(({ remoteCluster }) => remoteCluster === undefined)
  for (const isCertain of [true, false]) {
    for (const one of local) {
      const object = one.isCertain === isCertain ? one.objects.find(isMeant) : undefined
      if (object !== undefined) return { object, isCertain }
    }
  }
  const object = own.find(isMeant)
  return object && { object, isCertain: true }
}
