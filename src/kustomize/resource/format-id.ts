import type { ResourceId } from './resource-id.ts'

/** An id in kustomize's internal notation: `Deployment.v1.apps/name.namespace`. */
export function formatId({ group, version, kind, name, namespace }: ResourceId): string {
  const type = [kind || '[noKind]', version || '[noVer]', group || '[noGrp]'].join('.')
  return `${type}/${name || '[noName]'}.${namespace || '[noNs]'}`
}
