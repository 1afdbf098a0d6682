/** A kustomization file with these resources. */
export function kustomization(resources: readonly string[]): string {
  return `apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
resources:
${resources.map((resource) => `  - ${resource}\n`).join('')}`
}

/** A Flux Kustomization of a path, and more lines of its spec. */
export function fluxKustomization(name: string, path: string, more: readonly string[]): string {
  return `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata:
  name: ${name}
  namespace: flux-system
spec:
  interval: 10m0s
  path: ${path}
  prune: true
  sourceRef:
    kind: GitRepository
    name: flux-system
${more.map((line) => `${line}\n`).join('')}`
}
