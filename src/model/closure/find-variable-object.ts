import type { BuiltObject } from '../../kustomize/build/built-object.ts'
import type { AppliedKustomization } from './applied-kustomization.ts'

/** An object of the core group by kind, namespace and name, among what is applied to the cluster itself. */
export function findVariableObject(
  applied: readonly AppliedKustomization[],
  own: readonly BuiltObject[],
  kind: string,
  namespace: string,
  name: string,
): BuiltObject | undefined {
  const isMeant = ({ id }: BuiltObject): boolean =>
    id.kind === kind && id.group === '' && id.name === name && id.namespace === namespace
  const local = applied.filter(({ remoteCluster }) => remoteCluster === undefined)
  for (const one of [...local.filter(({ isCertain }) => isCertain), ...local.filter(({ isCertain }) => !isCertain)]) {
    const found = one.objects.find(isMeant)
    if (found !== undefined) return found
  }
  return own.find(isMeant)
}
