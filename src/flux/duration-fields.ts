/** A field of a Flux object that holds a duration. */
export interface DurationField {
  /** Keys from the object down; `*` stands for each item of a list. */
  readonly path: readonly string[]
  /** The units that its CRD takes, largest first. */
  readonly units: readonly ('h' | 'm' | 's' | 'ms')[]
}

const anyUnit = ['h', 'm', 's', 'ms'] as const
/** What is fetched over the network may take minutes, not hours: the CRDs of sources leave `h` out. */
const withoutHours = ['m', 's', 'ms'] as const

const interval: DurationField = { path: ['spec', 'interval'], units: anyUnit }
const timeout: DurationField = { path: ['spec', 'timeout'], units: anyUnit }
const source: readonly DurationField[] = [interval, { path: ['spec', 'timeout'], units: withoutHours }]

const none: readonly DurationField[] = []

const fields: ReadonlyMap<string, readonly DurationField[]> = new Map(
  Object.entries<readonly DurationField[]>({
    'kustomize.toolkit.fluxcd.io/Kustomization': [
      interval,
      timeout,
      { path: ['spec', 'retryInterval'], units: anyUnit },
    ],
    'helm.toolkit.fluxcd.io/HelmRelease': [
      interval,
      timeout,
      { path: ['spec', 'chart', 'spec', 'interval'], units: anyUnit },
      ...['install', 'upgrade', 'rollback', 'test', 'uninstall'].map(
        (action): DurationField => ({ path: ['spec', action, 'timeout'], units: anyUnit }),
      ),
      ...['install', 'upgrade'].map(
        (action): DurationField => ({ path: ['spec', action, 'strategy', 'retryInterval'], units: anyUnit }),
      ),
    ],
    'source.toolkit.fluxcd.io/Bucket': source,
    'source.toolkit.fluxcd.io/GitRepository': source,
    'source.toolkit.fluxcd.io/HelmChart': [interval],
    'source.toolkit.fluxcd.io/HelmRepository': source,
    'source.toolkit.fluxcd.io/OCIRepository': source,
    'image.toolkit.fluxcd.io/ImagePolicy': [interval],
    'image.toolkit.fluxcd.io/ImageRepository': source,
    'image.toolkit.fluxcd.io/ImageUpdateAutomation': [interval],
    'notification.toolkit.fluxcd.io/Provider': source,
    'notification.toolkit.fluxcd.io/Receiver': [interval],
    'fluxcd.controlplane.io/FluxInstance': [{ path: ['spec', 'sync', 'interval'], units: anyUnit }],
    'fluxcd.controlplane.io/ResourceSet': [{ path: ['spec', 'steps', '*', 'timeout'], units: anyUnit }],
    'fluxcd.controlplane.io/ResourceSetInputProvider': [{ path: ['spec', 'schedule', '*', 'window'], units: anyUnit }],
  }),
)

/**
 * The fields of a kind of Flux or its operator that hold durations, as the CRDs of Flux 2.9 declare them with a pattern;
 * empty for other kinds.
 */
export function durationFieldsOf({
  group,
  kind,
}: {
  readonly group: string
  readonly kind: string
}): readonly DurationField[] {
  return fields.get(`${group}/${kind}`) ?? none
}
