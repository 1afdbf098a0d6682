import type { KubernetesObject } from '../kustomize/kubernetes-object.ts'

/** Whether an object is a Flux Kustomization, of whatever version, rather than a kustomization file. */
export function isFluxKustomization({ group, kind }: KubernetesObject): boolean {
  return kind === 'Kustomization' && group === 'kustomize.toolkit.fluxcd.io'
}
