import { anyScalar, anyString, looseString } from './awkward-scalars.ts'
import { containerNames, images, labelKeys, labelValues, objectNames, variableNames } from './names.ts'
import type { Random } from './random.ts'
import type { Value, ValueMap } from './value.ts'

/** Labels of one to three entries. */
export function labels(random: Random): ValueMap {
  return Object.fromEntries(random.some(labelKeys, 1, 3).map((key) => [key, random.pick(labelValues)]))
}

/** The fields among the given ones that chance keeps. */
export function sometimes(random: Random, fields: Readonly<Record<string, () => Value>>, probability = 0.3): ValueMap {
  const kept = Object.entries(fields).filter(() => random.chance(probability))
  return Object.fromEntries(kept.map(([key, make]) => [key, make()]))
}

/** A pod's `spec` whose references point to names that other objects may have. */
export function podSpec(random: Random): ValueMap {
  const name = () => random.pick(objectNames)
  return {
    ...sometimes(random, { initContainers: () => containers(random, ['init', 'setup'], 1) }, 0.2),
    containers: containers(random, containerNames, 3),
    ...sometimes(random, {
      volumes: () => random.some(['data', 'config', 'cache', 'tmp'], 1, 3).map((volume) => volumeOf(volume, random)),
      serviceAccountName: name,
      imagePullSecrets: () => random.some(objectNames, 1, 2).map((each) => ({ name: each })),
      nodeSelector: () => labels(random),
      tolerations: () =>
        random.some(['a', 'b', 'c'], 1, 2).map((key) => ({ key, operator: 'Exists', effect: 'NoSchedule' })),
    }),
    ...sometimes(
      random,
      {
        serviceAccount: name,
        restartPolicy: () => random.pick(['Always', 'OnFailure']),
        terminationGracePeriodSeconds: () => random.pick([0, 30]),
        hostAliases: () => [{ ip: '10.0.0.1', hostnames: ['a', 'b'] }],
        securityContext: () => ({ runAsUser: 1000, runAsNonRoot: true, sysctls: [{ name: 'a', value: '1' }] }),
        affinity: () => ({
          podAntiAffinity: {
            requiredDuringSchedulingIgnoredDuringExecution: [
              { labelSelector: { matchLabels: labels(random) }, topologyKey: 'kubernetes.io/hostname' },
            ],
            preferredDuringSchedulingIgnoredDuringExecution: [
              { weight: 1, podAffinityTerm: { labelSelector: { matchLabels: labels(random) }, topologyKey: 'zone' } },
            ],
          },
        }),
        topologySpreadConstraints: () => [
          {
            maxSkew: 1,
            topologyKey: 'zone',
            whenUnsatisfiable: 'DoNotSchedule',
            labelSelector: { matchLabels: labels(random) },
          },
        ],
        dnsConfig: () => ({ options: [{ name: 'ndots', value: '2' }] }),
      },
      0.1,
    ),
  }
}

function containers(random: Random, names: readonly string[], most: number): Value[] {
  const shared = resources(random)
  return random.some(names, 1, most).map((name) => ({
    name,
    ...sometimes(random, { image: () => random.pick(images) }, 0.95),
    ...sometimes(random, {
      command: () => [anyString(random), anyString(random)],
      args: () => [looseString(random), `--name=$(${random.pick(variableNames)})`],
      env: () => random.some(['LEVEL', 'HOST', 'KEY', 'MODE', 'PORT'], 1, 4).map((each) => variable(each, random)),
      envFrom: () => [
        random.pick<Value>([
          { configMapRef: { name: random.pick(objectNames) } },
          { secretRef: { name: random.pick(objectNames), optional: true }, prefix: 'X_' },
        ]),
      ],
      ports: () => ports(random),
      volumeMounts: () =>
        random.some(['data', 'config', 'cache'], 1, 2).map((each) => ({ name: each, mountPath: `/${each}` })),
      resources: () => (random.chance(0.15) ? { '<<': shared, requests: { memory: '2Gi' } } : shared),
    }),
    ...sometimes(
      random,
      {
        livenessProbe: () => ({
          httpGet: { path: '/healthz', port: random.pick<Value>(['http', 8080]) },
          periodSeconds: 5,
        }),
        readinessProbe: () => ({ exec: { command: ['cat', '/tmp/ok'] } }),
        lifecycle: () => ({ preStop: { exec: { command: ['sh', '-c', anyString(random)] } } }),
        securityContext: () => ({ capabilities: { drop: ['ALL'], add: ['NET_ADMIN'] }, readOnlyRootFilesystem: true }),
        imagePullPolicy: () => 'Always',
        volumeDevices: () => [{ name: 'data', devicePath: '/dev/x' }],
      },
      0.1,
    ),
  }))
}

function resources(random: Random): ValueMap {
  return {
    limits: { cpu: random.pick<Value>(['100m', 1, 0.5, '1']), memory: random.pick(['1Gi', '64M']) },
    ...sometimes(random, { requests: () => ({ cpu: '10m' }) }),
  }
}

function ports(random: Random): Value[] {
  const port = random.pick([80, 8080, 53])
  const first: ValueMap = {
    containerPort: port,
    ...sometimes(random, { name: () => 'http', protocol: () => 'TCP' }, 0.5),
  }
  const more = random.some<Value>(
    [
      { containerPort: port, protocol: 'UDP' },
      { containerPort: 9090, name: 'metrics' },
    ],
    0,
    2,
  )
  return [first, ...more]
}

function variable(name: string, random: Random): ValueMap {
  const key = random.pick(['key', 'level'])
  const from = random.pick(objectNames)
  const choice = random.integer(0, 9)
  if (choice < 5) return { name, value: looseString(random) }
  if (choice === 5) return { name, valueFrom: { configMapKeyRef: { name: from, key } } }
  if (choice === 6) return { name, valueFrom: { secretKeyRef: { name: from, key, optional: false } } }
  if (choice === 7) return { name, valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } }
  if (choice === 8) return { name, value: `x-$(${random.pick(variableNames)})-$$(VERSION)-$(NONE` }
  return { name, value: anyScalar(random) }
}

function volumeOf(name: string, random: Random): ValueMap {
  const from = random.pick(objectNames)
  return {
    name,
    ...random.pick<ValueMap>([
      { configMap: { name: from, items: [{ key: 'key', path: 'key.txt' }] } },
      { configMap: { name: from } },
      { secret: { secretName: from, defaultMode: 0o400 } },
      { persistentVolumeClaim: { claimName: from } },
      { emptyDir: {} },
      {
        projected: {
          sources: [{ configMap: { name: from } }, { secret: { name: from } }, { serviceAccountToken: { path: 't' } }],
        },
      },
      { csi: { driver: 'x', nodePublishSecretRef: { name: from } } },
    ]),
  }
}
