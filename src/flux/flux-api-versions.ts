/** When the versions of one Flux kind came and went. Every version is a Flux minor release, such as `2.7`. */
export interface FluxApiVersions {
  readonly group: string
  readonly kind: string
  /** The version to write today, and the Flux minor since which it is served. */
  readonly current: { readonly version: string; readonly since: string }
  /** Older versions, and the Flux minor that no longer serves them. */
  readonly removed: readonly { readonly version: string; readonly removedIn: string }[]
}

const kustomize = 'kustomize.toolkit.fluxcd.io'
const source = 'source.toolkit.fluxcd.io'
const helm = 'helm.toolkit.fluxcd.io'
const image = 'image.toolkit.fluxcd.io'
const notification = 'notification.toolkit.fluxcd.io'

const beta = (beta1RemovedIn: string, beta2RemovedIn: string): FluxApiVersions['removed'] => [
  { version: 'v1beta1', removedIn: beta1RemovedIn },
  { version: 'v1beta2', removedIn: beta2RemovedIn },
]

/**
 * The API versions of each Flux kind, as the custom resource definitions of the controllers that each Flux 2.x.0 pins
 * serve them (fluxcd/flux2 manifests/bases, up to v2.9).
 */
export const fluxApiVersions: readonly FluxApiVersions[] = [
  { group: kustomize, kind: 'Kustomization', current: { version: 'v1', since: '2.0' }, removed: beta('2.7', '2.8') },
  { group: source, kind: 'GitRepository', current: { version: 'v1', since: '2.0' }, removed: beta('2.7', '2.8') },
  { group: source, kind: 'HelmRepository', current: { version: 'v1', since: '2.3' }, removed: beta('2.7', '2.8') },
  { group: source, kind: 'HelmChart', current: { version: 'v1', since: '2.3' }, removed: beta('2.7', '2.8') },
  { group: source, kind: 'Bucket', current: { version: 'v1', since: '2.4' }, removed: beta('2.7', '2.8') },
  {
    group: source,
    kind: 'OCIRepository',
    current: { version: 'v1', since: '2.6' },
    removed: [{ version: 'v1beta2', removedIn: '2.8' }],
  },
  { group: source, kind: 'ExternalArtifact', current: { version: 'v1', since: '2.7' }, removed: [] },
  {
    group: 'source.extensions.fluxcd.io',
    kind: 'ArtifactGenerator',
    current: { version: 'v1beta1', since: '2.7' },
    removed: [],
  },
  {
    group: helm,
    kind: 'HelmRelease',
    current: { version: 'v2', since: '2.3' },
    removed: [
      { version: 'v2beta1', removedIn: '2.7' },
      { version: 'v2beta2', removedIn: '2.8' },
    ],
  },
  { group: image, kind: 'ImageRepository', current: { version: 'v1', since: '2.7' }, removed: beta('2.7', '2.9') },
  { group: image, kind: 'ImagePolicy', current: { version: 'v1', since: '2.7' }, removed: beta('2.7', '2.9') },
  {
    group: image,
    kind: 'ImageUpdateAutomation',
    current: { version: 'v1', since: '2.7' },
    removed: beta('2.7', '2.9'),
  },
  { group: notification, kind: 'Receiver', current: { version: 'v1', since: '2.0' }, removed: beta('2.7', '2.9') },
  { group: notification, kind: 'Alert', current: { version: 'v1beta3', since: '2.2' }, removed: beta('2.7', '2.9') },
  { group: notification, kind: 'Provider', current: { version: 'v1beta3', since: '2.2' }, removed: beta('2.7', '2.9') },
]
