import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compareMinor } from '../src/flux/compare-minor.ts'
import { findRemovedApi } from '../src/flux/find-removed-api.ts'
import { fluxApiVersions } from '../src/flux/flux-api-versions.ts'
import { kubernetesApiVersions } from '../src/flux/kubernetes-api-versions.ts'

// written out again on purpose: the tables of the source are checked against a second list, cell by cell
const flux = `
kustomize.toolkit.fluxcd.io/v1    Kustomization          v1beta1 2.7  v1beta2 2.8
source.toolkit.fluxcd.io/v1       GitRepository          v1beta1 2.7  v1beta2 2.8
source.toolkit.fluxcd.io/v1       HelmRepository         v1beta1 2.7  v1beta2 2.8
source.toolkit.fluxcd.io/v1       HelmChart              v1beta1 2.7  v1beta2 2.8
source.toolkit.fluxcd.io/v1       Bucket                 v1beta1 2.7  v1beta2 2.8
source.toolkit.fluxcd.io/v1       OCIRepository          v1beta2 2.8
helm.toolkit.fluxcd.io/v2         HelmRelease            v2beta1 2.7  v2beta2 2.8
image.toolkit.fluxcd.io/v1        ImageRepository        v1beta1 2.7  v1beta2 2.9
image.toolkit.fluxcd.io/v1        ImagePolicy            v1beta1 2.7  v1beta2 2.9
image.toolkit.fluxcd.io/v1        ImageUpdateAutomation  v1beta1 2.7  v1beta2 2.9
notification.toolkit.fluxcd.io/v1 Receiver               v1beta1 2.7  v1beta2 2.9
notification.toolkit.fluxcd.io/v1beta3 Alert             v1beta1 2.7  v1beta2 2.9
notification.toolkit.fluxcd.io/v1beta3 Provider          v1beta1 2.7  v1beta2 2.9
`

const kubernetes = `
1.16 extensions/v1beta1 DaemonSet Deployment ReplicaSet → apps/v1
1.16 extensions/v1beta1 NetworkPolicy → networking.k8s.io/v1
1.16 extensions/v1beta1 PodSecurityPolicy →
1.16 apps/v1beta1 ControllerRevision Deployment StatefulSet → apps/v1
1.16 apps/v1beta2 ControllerRevision DaemonSet Deployment ReplicaSet StatefulSet → apps/v1
1.22 extensions/v1beta1 Ingress → networking.k8s.io/v1
1.22 networking.k8s.io/v1beta1 Ingress IngressClass → networking.k8s.io/v1
1.22 rbac.authorization.k8s.io/v1beta1 ClusterRole ClusterRoleBinding Role RoleBinding → rbac.authorization.k8s.io/v1
1.22 admissionregistration.k8s.io/v1beta1 MutatingWebhookConfiguration ValidatingWebhookConfiguration → admissionregistration.k8s.io/v1
1.22 apiextensions.k8s.io/v1beta1 CustomResourceDefinition → apiextensions.k8s.io/v1
1.22 apiregistration.k8s.io/v1beta1 APIService → apiregistration.k8s.io/v1
1.22 certificates.k8s.io/v1beta1 CertificateSigningRequest → certificates.k8s.io/v1
1.22 coordination.k8s.io/v1beta1 Lease → coordination.k8s.io/v1
1.22 scheduling.k8s.io/v1beta1 PriorityClass → scheduling.k8s.io/v1
1.22 storage.k8s.io/v1beta1 CSIDriver CSINode StorageClass VolumeAttachment → storage.k8s.io/v1
1.22 authentication.k8s.io/v1beta1 TokenReview → authentication.k8s.io/v1
1.22 authorization.k8s.io/v1beta1 LocalSubjectAccessReview SelfSubjectAccessReview SelfSubjectRulesReview SubjectAccessReview → authorization.k8s.io/v1
1.25 batch/v1beta1 CronJob → batch/v1
1.25 policy/v1beta1 PodDisruptionBudget → policy/v1
1.25 policy/v1beta1 PodSecurityPolicy →
1.25 discovery.k8s.io/v1beta1 EndpointSlice → discovery.k8s.io/v1
1.25 events.k8s.io/v1beta1 Event → events.k8s.io/v1
1.25 node.k8s.io/v1beta1 RuntimeClass → node.k8s.io/v1
1.25 autoscaling/v2beta1 HorizontalPodAutoscaler → autoscaling/v2
1.26 autoscaling/v2beta2 HorizontalPodAutoscaler → autoscaling/v2
1.26 flowcontrol.apiserver.k8s.io/v1beta1 FlowSchema PriorityLevelConfiguration → flowcontrol.apiserver.k8s.io/v1
1.27 storage.k8s.io/v1beta1 CSIStorageCapacity → storage.k8s.io/v1
1.29 flowcontrol.apiserver.k8s.io/v1beta2 FlowSchema PriorityLevelConfiguration → flowcontrol.apiserver.k8s.io/v1
1.32 flowcontrol.apiserver.k8s.io/v1beta3 FlowSchema PriorityLevelConfiguration → flowcontrol.apiserver.k8s.io/v1
1.33 authentication.k8s.io/v1beta1 SelfSubjectReview → authentication.k8s.io/v1
1.34 admissionregistration.k8s.io/v1beta1 ValidatingAdmissionPolicy ValidatingAdmissionPolicyBinding → admissionregistration.k8s.io/v1
1.37 networking.k8s.io/v1beta1 IPAddress ServiceCIDR → networking.k8s.io/v1
1.37 storage.k8s.io/v1beta1 VolumeAttributesClass → storage.k8s.io/v1
1.38 resource.k8s.io/v1beta1 DeviceClass ResourceClaim ResourceClaimTemplate ResourceSlice → resource.k8s.io/v1
1.39 resource.k8s.io/v1beta2 DeviceClass ResourceClaim ResourceClaimTemplate ResourceSlice → resource.k8s.io/v1
1.39 coordination.k8s.io/v1beta1 LeaseCandidate →
1.40 admissionregistration.k8s.io/v1beta1 MutatingAdmissionPolicy MutatingAdmissionPolicyBinding → admissionregistration.k8s.io/v1
1.40 certificates.k8s.io/v1beta1 ClusterTrustBundle PodCertificateRequest → certificates.k8s.io/v1
1.40 storagemigration.k8s.io/v1beta1 StorageVersionMigration → storagemigration.k8s.io/v1
`

const rows = (table: string): string[] => table.trim().split('\n')

const fluxCases = rows(flux).flatMap((row) => {
  const [current = '', kind = '', ...removed] = row.split(/\s+/)
  const group = current.split('/')[0]
  return removed.flatMap((version, i) => (i % 2 === 0 ? [[`${group}/${version}`, kind, removed[i + 1], current]] : []))
})

const kubernetesCases = rows(kubernetes).flatMap((row) => {
  const [left = '', replacement = ''] = row.split('→').map((half) => half.trim())
  const [removedIn, apiVersion, ...kinds] = left.split(' ')
  return kinds.map((kind) => [apiVersion, kind, removedIn, replacement])
})

describe('Flux', () => {
  test.each(fluxCases)('%s %s is gone in %s, use %s', (apiVersion = '', kind = '', removedIn, replacement) => {
    expect(findRemovedApi(apiVersion, kind)).toEqual({ product: 'flux', removedIn, scheduled: false, replacement })
  })

  test('no other version is known as removed', () => {
    const known = fluxApiVersions.reduce((count, { removed }) => count + removed.length, 0)
    expect(known).toBe(fluxCases.length)
  })

  test.each(fluxApiVersions)('the current version of $kind is not removed', ({ group, kind, current, removed }) => {
    expect(findRemovedApi(`${group}/${current.version}`, kind)).toBeUndefined()
    for (const { removedIn } of removed) expect(compareMinor(current.since, removedIn)).toBeLessThanOrEqual(0)
  })
})

describe('Kubernetes', () => {
  test.each(kubernetesCases)(
    '%s %s is gone in %s, use %s',
    (apiVersion = '', kind = '', removedIn = '', replacement) => {
      const found = findRemovedApi(apiVersion, kind)
      expect(found).toMatchObject({
        product: 'kubernetes',
        removedIn,
        scheduled: compareMinor(removedIn, '1.37') > 0,
        replacement: replacement || expect.stringMatching(/Pod Security Admission|no stable version/),
      })
    },
  )

  test('no other kind is known as removed, and none twice', () => {
    const known = kubernetesApiVersions.flatMap(({ group, version, kinds }) =>
      kinds.map((k) => `${group}/${version} ${k}`),
    )
    expect(new Set(known).size).toBe(known.length)
    expect(known.toSorted()).toEqual(kubernetesCases.map(([apiVersion, kind]) => `${apiVersion} ${kind}`).toSorted())
  })

  test('a replacement is not itself removed', () => {
    for (const { kinds, replacement } of kubernetesApiVersions) {
      if (!('apiVersion' in replacement)) continue
      for (const kind of kinds) expect(findRemovedApi(replacement.apiVersion, kind)).toBeUndefined()
    }
  })
})

test.each([
  ['apps/v1', 'Deployment'],
  ['v1', 'Pod'],
  ['v1', 'Event'],
  ['batch/v1', 'CronJob'],
  ['apps/v1beta1', 'DaemonSet'],
  ['batch/v1beta1', 'Job'],
  ['extensions/v1beta1', 'Widget'],
  ['networking.istio.io/v1beta1', 'Gateway'],
  ['networking.k8s.io/v1beta1', 'NetworkPolicy'],
  ['networking.gke.io/v1beta1', 'Ingress'],
  ['traefik.containo.us/v1beta1', 'Ingress'],
  ['resource.k8s.io/v1beta2', 'DeviceTaintRule'],
  ['scheduling.k8s.io/v1beta1', 'Workload'],
  ['kustomize.config.k8s.io/v1beta1', 'Kustomization'],
  ['kustomize.toolkit.fluxcd.io/v1beta3', 'Kustomization'],
  ['source.toolkit.fluxcd.io/v1beta2', 'Kustomization'],
  ['source.toolkit.fluxcd.io/v1beta1', 'OCIRepository'],
  ['image.openshift.io/v1beta1', 'ImagePolicy'],
  ['apps/v1beta1', 'deployment'],
  ['/v1', ''],
  ['', ''],
])('%s %s is not removed', (apiVersion, kind) => {
  expect(findRemovedApi(apiVersion, kind)).toBeUndefined()
})

describe('compareMinor', () => {
  test.each([
    ['1.9', '<', '1.25'],
    ['1.25', '>', '1.9'],
    ['2.3', '=', 'v2.3.0'],
    ['v1.31.2+k3s1', '=', '1.31'],
    ['v2.3.0-rc.1', '=', '2.3.7'],
    ['2.0', '>', '1.99'],
    ['2', '=', '2.0'],
    ['latest', '<', '0.1'],
    ['', '=', 'main'],
    [' v2.9.1\n', '=', '2.9'],
  ])('%j %s %j', (a, relation, b) => {
    expect(Math.sign(compareMinor(a, b))).toBe({ '<': -1, '=': 0, '>': 1 }[relation])
  })

  const number = fc.nat({ max: 60 })
  const version = fc.oneof(
    fc.tuple(number, number).map(([major, minor]) => `${major}.${minor}`),
    fc.tuple(number, number, number).map((parts) => `v${parts.join('.')}`),
    fc
      .tuple(number, number, number, fc.constantFrom('+k3s1', '-rc.1', '-eks-1', ''))
      .map(([major, minor, patch, rest]) => `${major}.${minor}.${patch}${rest}`),
    fc.string(),
  )

  test('is a total order', () => {
    fc.assert(
      fc.property(version, version, version, (a, b, c) => {
        expect(compareMinor(a, a)).toBe(0)
        expect(Math.sign(compareMinor(a, b)) + Math.sign(compareMinor(b, a))).toBe(0)
        if (compareMinor(a, b) <= 0 && compareMinor(b, c) <= 0) expect(compareMinor(a, c)).toBeLessThanOrEqual(0)
      }),
    )
  })

  test('orders by number', () => {
    fc.assert(
      fc.property(number, number, number, number, (a, b, c, d) => {
        expect(Math.sign(compareMinor(`${a}.${b}`, `v${c}.${d}.5`))).toBe(Math.sign((a - c) * 1000 + b - d))
      }),
    )
  })
})
