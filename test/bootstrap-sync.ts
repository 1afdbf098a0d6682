/** The `gotk-sync.yaml` that bootstrap writes for a cluster, with further fields of its GitRepository. */
export function bootstrapSync(cluster: string, source = ''): string {
  return `apiVersion: source.toolkit.fluxcd.io/v1
kind: GitRepository
metadata: {name: flux-system, namespace: flux-system}
spec: {ref: {branch: main}, url: https://example.com/org/platform${source}}
---
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: {name: flux-system, namespace: flux-system}
spec: {path: ./clusters/${cluster}, sourceRef: {kind: GitRepository, name: flux-system}}
`
}
