import { anyScalar, anyString, looseString } from './awkward-scalars.ts'
import { objectNames } from './names.ts'
import { labels, podSpec, sometimes } from './pod-spec.ts'
import type { Random } from './random.ts'
import type { Value, ValueMap } from './value.ts'

/** How a kind of object is made: its API versions, whether it has a namespace, and its fields besides `metadata`. */
export interface ObjectKind {
  readonly apiVersions: readonly string[]
  readonly isNamespaced: boolean
  /** How often it is chosen. */
  readonly weight: number
  fields(random: Random, selector: ValueMap): ValueMap
}

const any = (random: Random) => random.pick(objectNames)
const template = (random: Random, selector: ValueMap): ValueMap => ({
  metadata: { labels: selector, ...sometimes(random, { annotations: () => ({ note: anyString(random) }) }) },
  spec: podSpec(random),
})
const workload = (random: Random, selector: ValueMap): ValueMap => ({
  ...sometimes(random, { replicas: () => random.pick<Value>([1, 3, 0, null]) }, 0.6),
  selector: {
    matchLabels: selector,
    ...sometimes(random, { matchExpressions: () => [{ key: 'x', operator: 'Exists' }] }, 0.05),
  },
  template: template(random, selector),
})
const claim = (random: Random, selector: ValueMap): ValueMap => ({
  accessModes: ['ReadWriteOnce'],
  resources: { requests: { storage: '1Gi' } },
  ...sometimes(random, {
    storageClassName: () => any(random),
    volumeName: () => any(random),
    selector: () => ({ matchLabels: selector }),
  }),
})
const scaled = (random: Random): ValueMap => ({
  apiVersion: 'apps/v1',
  kind: random.pick(['Deployment', 'StatefulSet']),
  name: any(random),
})
const job = (random: Random, selector: ValueMap): ValueMap => ({
  template: template(random, selector),
  ...sometimes(
    random,
    { backoffLimit: () => 1, selector: () => ({ matchLabels: selector }), parallelism: () => 2 },
    0.2,
  ),
})
const subjects = (random: Random): Value[] =>
  random.some<Value>(
    [
      { kind: 'ServiceAccount', name: any(random), namespace: random.pick(['default', 'team-a', 'production']) },
      { kind: 'ServiceAccount', name: 'default', namespace: 'default' },
      { kind: 'ServiceAccount', name: any(random) },
      { kind: 'User', name: 'jane', apiGroup: 'rbac.authorization.k8s.io' },
    ],
    1,
    3,
  )
const rules = (random: Random): Value[] => [
  { apiGroups: ['', 'apps'], resources: ['secrets', 'configmaps'], verbs: ['get', '*'], resourceNames: [any(random)] },
]
const webhooks = (random: Random): Value[] => [
  {
    name: 'check.example.com',
    clientConfig: {
      service: { name: any(random), namespace: random.pick(['default', 'team-a']), path: '/x' },
      caBundle: '',
    },
    rules: [{ apiGroups: ['*'], operations: ['CREATE'], apiVersions: ['v1'], resources: ['pods'] }],
    admissionReviewVersions: ['v1'],
    sideEffects: 'None',
  },
]
const data = (random: Random): ValueMap => {
  const keys = random.some(['key', 'level', 'app.properties', 'on', '1', 'script.sh', 'empty', 'with space'], 1, 4)
  return Object.fromEntries(keys.map((key) => [key, looseString(random)]))
}
const parts = (random: Random): Value[] => {
  const shared = { value: looseString(random), labels: { a: 'b' } }
  return random.some(['a', 'b', 'c'], 0, 3).map((name) => {
    if (random.chance(0.7)) return { name, value: looseString(random) }
    return random.chance(0.5) ? { '<<': shared, name } : { name, '<<': [shared, { extra: 1 }] }
  })
}
const backend = (random: Random): ValueMap => ({ service: { name: any(random), port: { number: 80 } } })
const rbac = 'rbac.authorization.k8s.io/v1'

const kind = (weight: number, apiVersion: string | readonly string[], fields: ObjectKind['fields']): ObjectKind => ({
  apiVersions: typeof apiVersion === 'string' ? [apiVersion] : apiVersion,
  isNamespaced: true,
  weight,
  fields,
})
const cluster = (weight: number, apiVersion: string, fields: ObjectKind['fields']): ObjectKind => ({
  ...kind(weight, apiVersion, fields),
  isNamespaced: false,
})

/** The kinds of objects in generated cases. */
export const objectKinds: Readonly<Record<string, ObjectKind>> = {
  Deployment: kind(8, ['apps/v1', 'apps/v1', 'extensions/v1beta1'], (random, selector) => ({
    spec: {
      ...workload(random, selector),
      ...sometimes(random, { strategy: () => ({ rollingUpdate: { maxSurge: '25%' } }) }, 0.1),
    },
  })),
  StatefulSet: kind(3, 'apps/v1', (random, selector) => ({
    spec: {
      serviceName: any(random),
      ...workload(random, selector),
      ...sometimes(random, {
        volumeClaimTemplates: () => [{ metadata: { name: 'data', labels: selector }, spec: claim(random, selector) }],
      }),
    },
  })),
  DaemonSet: kind(2, 'apps/v1', (random, selector) => ({ spec: workload(random, selector) })),
  Job: kind(2, 'batch/v1', (random, selector) => ({ spec: job(random, selector) })),
  CronJob: kind(2, ['batch/v1', 'batch/v1beta1'], (random, selector) => ({
    spec: {
      schedule: '*/5 * * * *',
      jobTemplate: { ...sometimes(random, { metadata: () => ({ labels: selector }) }), spec: job(random, selector) },
    },
  })),
  Pod: kind(2, 'v1', (random) => ({ spec: podSpec(random) })),
  Service: kind(6, 'v1', (random, selector) => ({
    spec: {
      ...sometimes(
        random,
        { selector: () => selector, type: () => 'ClusterIP', externalName: () => anyString(random) },
        0.6,
      ),
      ports: random.some<Value>(
        [
          { port: 80, targetPort: 'http' },
          { port: 53, protocol: 'UDP' },
          { port: 53, protocol: 'TCP' },
        ],
        1,
        3,
      ),
    },
  })),
  ConfigMap: kind(6, 'v1', (random) => ({ data: data(random), ...sometimes(random, { immutable: () => true }, 0.05) })),
  Secret: kind(3, 'v1', (random) => ({
    ...sometimes(random, { type: () => 'Opaque', stringData: () => data(random) }, 0.6),
    data: { key: 'YQ==', level: random.pick<Value>(['Yg==', '', null]) },
  })),
  ServiceAccount: kind(3, 'v1', (random) =>
    sometimes(random, { secrets: () => [{ name: any(random) }], imagePullSecrets: () => [{ name: any(random) }] }),
  ),
  Ingress: kind(2, ['networking.k8s.io/v1', 'networking.k8s.io/v1', 'extensions/v1beta1'], (random) => ({
    spec: {
      ...sometimes(random, {
        defaultBackend: () => backend(random),
        tls: () => [{ hosts: ['example.com'], secretName: any(random) }],
        ingressClassName: () => any(random),
        backend: () => ({ serviceName: any(random), servicePort: 80 }),
      }),
      rules: [
        { host: 'example.com', http: { paths: [{ path: '/', pathType: 'Prefix', backend: backend(random) }] } },
        {
          host: 'b.example.com',
          http: { paths: [{ path: '/', backend: { serviceName: any(random), servicePort: 'http' } }] },
        },
      ],
    },
  })),
  HorizontalPodAutoscaler: kind(2, ['autoscaling/v2', 'autoscaling/v1', 'autoscaling/v2beta2'], (random) => ({
    spec: { scaleTargetRef: scaled(random), maxReplicas: 3, ...sometimes(random, { minReplicas: () => 1 }) },
  })),
  NetworkPolicy: kind(1, 'networking.k8s.io/v1', (random, selector) => ({
    spec: {
      podSelector: random.pick<Value>([{ matchLabels: selector }, {}]),
      ingress: [
        { from: [{ podSelector: { matchLabels: labels(random) } }, { namespaceSelector: { matchLabels: selector } }] },
      ],
      egress: [{ to: [{ podSelector: { matchLabels: selector } }], ports: [{ port: 53, protocol: 'UDP' }] }],
    },
  })),
  PodDisruptionBudget: kind(1, ['policy/v1', 'policy/v1beta1'], (_, selector) => ({
    spec: { minAvailable: 1, selector: { matchLabels: selector } },
  })),
  PersistentVolumeClaim: kind(2, 'v1', (random, selector) => ({ spec: claim(random, selector) })),
  Role: kind(1, rbac, (random) => ({ rules: rules(random) })),
  RoleBinding: kind(2, rbac, (random) => ({
    subjects: subjects(random),
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: random.pick(['Role', 'ClusterRole']), name: any(random) },
  })),
  ClusterRole: cluster(1, rbac, (random) => ({
    rules: rules(random),
    aggregationRule: { clusterRoleSelectors: [{ matchLabels: labels(random) }] },
  })),
  ClusterRoleBinding: cluster(2, rbac, (random) => ({
    subjects: subjects(random),
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: any(random) },
  })),
  Namespace: cluster(2, 'v1', () => ({})),
  PersistentVolume: cluster(1, 'v1', (random) => ({
    spec: {
      capacity: { storage: '1Gi' },
      storageClassName: any(random),
      claimRef: { kind: 'PersistentVolumeClaim', name: any(random), namespace: 'default' },
    },
  })),
  StorageClass: cluster(1, 'storage.k8s.io/v1', () => ({ provisioner: 'example.com/x', parameters: { type: 'fast' } })),
  CustomResourceDefinition: cluster(1, 'apiextensions.k8s.io/v1', (random) => ({
    spec: {
      group: 'example.com',
      names: { kind: 'Widget', plural: 'widgets' },
      scope: 'Namespaced',
      versions: [
        {
          name: 'v1',
          served: true,
          storage: true,
          schema: { openAPIV3Schema: { type: 'object', default: anyScalar(random) } },
        },
      ],
      conversion: {
        strategy: 'Webhook',
        webhook: { clientConfig: { service: { name: any(random), namespace: 'default' } } },
      },
    },
  })),
  ValidatingWebhookConfiguration: cluster(1, 'admissionregistration.k8s.io/v1', (random) => ({
    webhooks: webhooks(random),
  })),
  MutatingWebhookConfiguration: cluster(1, 'admissionregistration.k8s.io/v1', (random) => ({
    webhooks: webhooks(random),
  })),
  APIService: cluster(1, 'apiregistration.k8s.io/v1', (random) => ({
    spec: { group: 'example.com', version: 'v1', service: { name: any(random), namespace: 'default' } },
  })),
  PriorityClass: cluster(1, 'scheduling.k8s.io/v1', () => ({ value: 1000 })),
  Widget: kind(4, ['example.com/v1', 'example.com/v1', 'example.com/v1beta1'], (random, selector) => ({
    spec: {
      ...sometimes(random, {
        size: () => anyScalar(random),
        secretRef: () => ({ name: any(random) }),
        configRef: () => ({ kind: 'ConfigMap', name: any(random) }),
        image: () => 'nginx:1.25',
        selector: () => ({ matchLabels: selector }),
        replicas: () => 2,
        text: () => anyString(random),
        tags: () => [anyScalar(random), anyScalar(random)],
        matrix: () => [[1, 2], ['a'], []],
        labels: () => selector,
      }),
      parts: parts(random),
      containers: [{ name: 'app', image: random.pick(['nginx', 'app:v1']) }],
      template: { metadata: {}, spec: random.chance(0.3) ? podSpec(random) : {} },
    },
    ...sometimes(random, { status: () => ({ ready: anyScalar(random) }) }, 0.1),
  })),
}
