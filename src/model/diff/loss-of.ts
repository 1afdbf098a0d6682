import type { ResourceId } from '../../kustomize/resource/resource-id.ts'

/** What is lost with an object. */
export interface Loss {
  readonly severity: 'danger' | 'attention'
  /** Follows “deletes Namespace/shop”, for one object and for several. */
  readonly text: readonly [one: string, several: string]
}

/** What a cluster loses with an object of a kind; undefined where it is only the object. */
export function lossOf({ group, kind }: ResourceId): Loss | undefined {
  return losses.get(group === '' ? kind : `${kind}.${group}`)
}

const pods: Loss = { severity: 'attention', text: ['and its Pods stop', 'and their Pods stop'] }

const losses: ReadonlyMap<string, Loss> = new Map([
  [
    'Namespace',
    {
      severity: 'danger',
      text: [
        'and Kubernetes with it everything inside, also what Flux does not manage',
        'and Kubernetes with them everything inside them, also what Flux does not manage',
      ],
    },
  ],
  [
    'CustomResourceDefinition.apiextensions.k8s.io',
    {
      severity: 'danger',
      text: [
        'and Kubernetes with it every object of that kind in the cluster',
        'and Kubernetes with them every object of those kinds in the cluster',
      ],
    },
  ],
  [
    'PersistentVolumeClaim',
    {
      severity: 'danger',
      text: [
        'and with it the data, unless the volume is retained',
        'and with them the data, unless the volumes are retained',
      ],
    },
  ],
  [
    'PersistentVolume',
    { severity: 'danger', text: ['and with it the way to its data', 'and with them the way to their data'] },
  ],
  [
    'KafkaTopic.kafka.strimzi.io',
    {
      severity: 'danger',
      text: ['and with it the topic and its messages', 'and with them the topics and their messages'],
    },
  ],
  [
    'Cluster.postgresql.cnpg.io',
    { severity: 'danger', text: ['and with it the database', 'and with them the databases'] },
  ],
  ['Deployment.apps', pods],
  ['StatefulSet.apps', pods],
  ['DaemonSet.apps', pods],
  [
    'CronJob.batch',
    { severity: 'attention', text: ['and with it the jobs that run', 'and with them the jobs that run'] },
  ],
  ['Job.batch', pods],
  ['Pod', pods],
])
