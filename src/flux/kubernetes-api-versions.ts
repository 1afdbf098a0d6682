/** Kinds that one Kubernetes release stops serving under one group and version. */
export interface RemovedKubernetesApi {
  /** Empty for the core group. */
  readonly group: string
  readonly version: string
  readonly kinds: readonly string[]
  /** The first Kubernetes minor release that no longer serves them, such as `1.22`. */
  readonly removedIn: string
  /** That release is not out yet. */
  readonly scheduled?: true
  /** What to write instead: another apiVersion, and the minor since which it serves all the kinds, or advice in words. */
  readonly replacement: { readonly apiVersion: string; readonly since: string } | { readonly note: string }
}

const podSecurityPolicyIsGone = { note: 'Pod Security Admission; Kubernetes 1.25 has no PodSecurityPolicy at all' }
const dynamicResourceKinds = ['DeviceClass', 'ResourceClaim', 'ResourceClaimTemplate', 'ResourceSlice']

/**
 * Built-in Kubernetes APIs that are gone or going: the lifecycle methods in `zz_generated.prerelease-lifecycle.go` of
 * k8s.io/api v0.19 to v0.38.0-alpha.2; CustomResourceDefinition and APIService, which live elsewhere, from
 * FairwindsOps/pluto. Only versions that were served by default are listed, and only kinds that a file can hold.
 */
export const kubernetesApiVersions: readonly RemovedKubernetesApi[] = [
  {
    group: 'extensions',
    version: 'v1beta1',
    kinds: ['DaemonSet', 'Deployment', 'ReplicaSet'],
    removedIn: '1.16',
    replacement: { apiVersion: 'apps/v1', since: '1.9' },
  },
  {
    group: 'extensions',
    version: 'v1beta1',
    kinds: ['NetworkPolicy'],
    removedIn: '1.16',
    replacement: { apiVersion: 'networking.k8s.io/v1', since: '1.7' },
  },
  {
    group: 'extensions',
    version: 'v1beta1',
    kinds: ['PodSecurityPolicy'],
    removedIn: '1.16',
    replacement: podSecurityPolicyIsGone,
  },
  {
    group: 'apps',
    version: 'v1beta1',
    kinds: ['ControllerRevision', 'Deployment', 'StatefulSet'],
    removedIn: '1.16',
    replacement: { apiVersion: 'apps/v1', since: '1.9' },
  },
  {
    group: 'apps',
    version: 'v1beta2',
    kinds: ['ControllerRevision', 'DaemonSet', 'Deployment', 'ReplicaSet', 'StatefulSet'],
    removedIn: '1.16',
    replacement: { apiVersion: 'apps/v1', since: '1.9' },
  },
  {
    group: 'extensions',
    version: 'v1beta1',
    kinds: ['Ingress'],
    removedIn: '1.22',
    replacement: { apiVersion: 'networking.k8s.io/v1', since: '1.19' },
  },
  {
    group: 'networking.k8s.io',
    version: 'v1beta1',
    kinds: ['Ingress', 'IngressClass'],
    removedIn: '1.22',
    replacement: { apiVersion: 'networking.k8s.io/v1', since: '1.19' },
  },
  {
    group: 'rbac.authorization.k8s.io',
    version: 'v1beta1',
    kinds: ['ClusterRole', 'ClusterRoleBinding', 'Role', 'RoleBinding'],
    removedIn: '1.22',
    replacement: { apiVersion: 'rbac.authorization.k8s.io/v1', since: '1.8' },
  },
  {
    group: 'admissionregistration.k8s.io',
    version: 'v1beta1',
    kinds: ['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration'],
    removedIn: '1.22',
    replacement: { apiVersion: 'admissionregistration.k8s.io/v1', since: '1.16' },
  },
  {
    group: 'apiextensions.k8s.io',
    version: 'v1beta1',
    kinds: ['CustomResourceDefinition'],
    removedIn: '1.22',
    replacement: { apiVersion: 'apiextensions.k8s.io/v1', since: '1.16' },
  },
  {
    group: 'apiregistration.k8s.io',
    version: 'v1beta1',
    kinds: ['APIService'],
    removedIn: '1.22',
    replacement: { apiVersion: 'apiregistration.k8s.io/v1', since: '1.10' },
  },
  {
    group: 'certificates.k8s.io',
    version: 'v1beta1',
    kinds: ['CertificateSigningRequest'],
    removedIn: '1.22',
    replacement: { apiVersion: 'certificates.k8s.io/v1', since: '1.19' },
  },
  {
    group: 'coordination.k8s.io',
    version: 'v1beta1',
    kinds: ['Lease'],
    removedIn: '1.22',
    replacement: { apiVersion: 'coordination.k8s.io/v1', since: '1.14' },
  },
  {
    group: 'scheduling.k8s.io',
    version: 'v1beta1',
    kinds: ['PriorityClass'],
    removedIn: '1.22',
    replacement: { apiVersion: 'scheduling.k8s.io/v1', since: '1.14' },
  },
  {
    group: 'storage.k8s.io',
    version: 'v1beta1',
    kinds: ['CSIDriver', 'CSINode', 'StorageClass', 'VolumeAttachment'],
    removedIn: '1.22',
    replacement: { apiVersion: 'storage.k8s.io/v1', since: '1.18' },
  },
  {
    group: 'authentication.k8s.io',
    version: 'v1beta1',
    kinds: ['TokenReview'],
    removedIn: '1.22',
    replacement: { apiVersion: 'authentication.k8s.io/v1', since: '1.6' },
  },
  {
    group: 'authorization.k8s.io',
    version: 'v1beta1',
    kinds: ['LocalSubjectAccessReview', 'SelfSubjectAccessReview', 'SelfSubjectRulesReview', 'SubjectAccessReview'],
    removedIn: '1.22',
    replacement: { apiVersion: 'authorization.k8s.io/v1', since: '1.6' },
  },
  {
    group: 'batch',
    version: 'v1beta1',
    kinds: ['CronJob'],
    removedIn: '1.25',
    replacement: { apiVersion: 'batch/v1', since: '1.21' },
  },
  {
    group: 'policy',
    version: 'v1beta1',
    kinds: ['PodDisruptionBudget'],
    removedIn: '1.25',
    replacement: { apiVersion: 'policy/v1', since: '1.21' },
  },
  {
    group: 'policy',
    version: 'v1beta1',
    kinds: ['PodSecurityPolicy'],
    removedIn: '1.25',
    replacement: podSecurityPolicyIsGone,
  },
  {
    group: 'discovery.k8s.io',
    version: 'v1beta1',
    kinds: ['EndpointSlice'],
    removedIn: '1.25',
    replacement: { apiVersion: 'discovery.k8s.io/v1', since: '1.21' },
  },
  {
    group: 'events.k8s.io',
    version: 'v1beta1',
    kinds: ['Event'],
    removedIn: '1.25',
    replacement: { apiVersion: 'events.k8s.io/v1', since: '1.19' },
  },
  {
    group: 'node.k8s.io',
    version: 'v1beta1',
    kinds: ['RuntimeClass'],
    removedIn: '1.25',
    replacement: { apiVersion: 'node.k8s.io/v1', since: '1.20' },
  },
  {
    group: 'autoscaling',
    version: 'v2beta1',
    kinds: ['HorizontalPodAutoscaler'],
    removedIn: '1.25',
    replacement: { apiVersion: 'autoscaling/v2', since: '1.23' },
  },
  {
    group: 'autoscaling',
    version: 'v2beta2',
    kinds: ['HorizontalPodAutoscaler'],
    removedIn: '1.26',
    replacement: { apiVersion: 'autoscaling/v2', since: '1.23' },
  },
  {
    group: 'flowcontrol.apiserver.k8s.io',
    version: 'v1beta1',
    kinds: ['FlowSchema', 'PriorityLevelConfiguration'],
    removedIn: '1.26',
    replacement: { apiVersion: 'flowcontrol.apiserver.k8s.io/v1', since: '1.29' },
  },
  {
    group: 'storage.k8s.io',
    version: 'v1beta1',
    kinds: ['CSIStorageCapacity'],
    removedIn: '1.27',
    replacement: { apiVersion: 'storage.k8s.io/v1', since: '1.24' },
  },
  {
    group: 'flowcontrol.apiserver.k8s.io',
    version: 'v1beta2',
    kinds: ['FlowSchema', 'PriorityLevelConfiguration'],
    removedIn: '1.29',
    replacement: { apiVersion: 'flowcontrol.apiserver.k8s.io/v1', since: '1.29' },
  },
  {
    group: 'flowcontrol.apiserver.k8s.io',
    version: 'v1beta3',
    kinds: ['FlowSchema', 'PriorityLevelConfiguration'],
    removedIn: '1.32',
    replacement: { apiVersion: 'flowcontrol.apiserver.k8s.io/v1', since: '1.29' },
  },
  {
    group: 'authentication.k8s.io',
    version: 'v1beta1',
    kinds: ['SelfSubjectReview'],
    removedIn: '1.33',
    replacement: { apiVersion: 'authentication.k8s.io/v1', since: '1.28' },
  },
  {
    group: 'admissionregistration.k8s.io',
    version: 'v1beta1',
    kinds: ['ValidatingAdmissionPolicy', 'ValidatingAdmissionPolicyBinding'],
    removedIn: '1.34',
    replacement: { apiVersion: 'admissionregistration.k8s.io/v1', since: '1.30' },
  },
  {
    group: 'networking.k8s.io',
    version: 'v1beta1',
    kinds: ['IPAddress', 'ServiceCIDR'],
    removedIn: '1.37',
    replacement: { apiVersion: 'networking.k8s.io/v1', since: '1.33' },
  },
  {
    group: 'storage.k8s.io',
    version: 'v1beta1',
    kinds: ['VolumeAttributesClass'],
    removedIn: '1.37',
    replacement: { apiVersion: 'storage.k8s.io/v1', since: '1.34' },
  },
  {
    group: 'resource.k8s.io',
    version: 'v1beta1',
    kinds: dynamicResourceKinds,
    removedIn: '1.38',
    scheduled: true,
    replacement: { apiVersion: 'resource.k8s.io/v1', since: '1.34' },
  },
  {
    group: 'resource.k8s.io',
    version: 'v1beta2',
    kinds: dynamicResourceKinds,
    removedIn: '1.39',
    scheduled: true,
    replacement: { apiVersion: 'resource.k8s.io/v1', since: '1.34' },
  },
  {
    group: 'coordination.k8s.io',
    version: 'v1beta1',
    kinds: ['LeaseCandidate'],
    removedIn: '1.39',
    scheduled: true,
    replacement: { note: 'no stable version exists yet' },
  },
  {
    group: 'admissionregistration.k8s.io',
    version: 'v1beta1',
    kinds: ['MutatingAdmissionPolicy', 'MutatingAdmissionPolicyBinding'],
    removedIn: '1.40',
    scheduled: true,
    replacement: { apiVersion: 'admissionregistration.k8s.io/v1', since: '1.36' },
  },
  {
    group: 'certificates.k8s.io',
    version: 'v1beta1',
    kinds: ['ClusterTrustBundle', 'PodCertificateRequest'],
    removedIn: '1.40',
    scheduled: true,
    replacement: { apiVersion: 'certificates.k8s.io/v1', since: '1.37' },
  },
  {
    group: 'storagemigration.k8s.io',
    version: 'v1beta1',
    kinds: ['StorageVersionMigration'],
    removedIn: '1.40',
    scheduled: true,
    replacement: { apiVersion: 'storagemigration.k8s.io/v1', since: '1.37' },
  },
]
