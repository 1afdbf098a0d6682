/** Namespaces that Kubernetes, a distribution or a cloud has in its clusters before Flux comes, or soon after. */
const distributed: readonly RegExp[] = [
  /^default$/,
  /^kube-/,
  /^openshift/,
  // Google: GKE, Managed Prometheus, Config Sync, Config Connector.
  /^(?:gke|gmp|anthos|asm|krmapihosting|config-management|configconnector-operator)-/,
  /^(?:cnrm-system|resource-group-system|config-control)$/,
  // Azure: AKS, Arc.
  /^(?:aks|azure|app-routing)-/,
  /^amazon-/,
  // Rancher, with its Fleet, and k3s.
  /^(?:cattle|rancher)-|^fleet-(?:local|default|system)$|^cluster-fleet-/,
  /^(?:tanzu|tkg|vmware-system|kubesphere)-/,
  // Network plugins, whose operators make their own.
  /^(?:calico|tigera)-|^cilium-secrets$/,
  /^(?:local-path-storage|container-registry)$/,
]

/** Whether a namespace is one that nobody has to create. */
export function isMadeByDistribution(name: string): boolean {
  return distributed.some((pattern) => pattern.test(name))
}
