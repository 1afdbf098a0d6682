import type { ResourceId } from '../../kustomize/resource/resource-id.ts'

type Path = readonly (string | number)[]

/** `*` is any key, `#` any item of a list. */
type Pattern = readonly string[]

const parse = (...patterns: readonly string[]): readonly Pattern[] => patterns.map((pattern) => pattern.split(' '))

const container = ['name', 'image', 'workingDir', 'command #', 'args #', 'env # name', 'env # value']
const containers = ['containers', 'initContainers', 'ephemeralContainers'].flatMap((list) =>
  container.map((field) => `spec ${list} # ${field}`),
)
const pod = [
  ...containers,
  ...['nodeSelector *', 'nodeName', 'serviceAccountName', 'priorityClassName', 'hostname'].map((one) => `spec ${one}`),
  ...['key', 'value'].map((field) => `spec tolerations # ${field}`),
]
const template = ['metadata labels *', 'metadata annotations *', ...pod]
const workload = parse('spec selector matchLabels *', ...template.map((field) => `spec template ${field}`))

/** Fields of kinds that every cluster has, which take texts only (verified with the schemas of client-go 0.36.2). */
const fields: ReadonlyMap<string, readonly Pattern[]> = new Map([
  [' ConfigMap', parse('data *')],
  [' Secret', parse('data *', 'stringData *', 'type')],
  [' Service', parse('spec selector *', 'spec externalName', 'spec ports # name')],
  [' Pod', parse(...pod)],
  [' PersistentVolumeClaim', parse('spec storageClassName')],
  ['apps Deployment', workload],
  ['apps StatefulSet', workload],
  ['apps DaemonSet', workload],
  ['apps ReplicaSet', workload],
  ['batch Job', workload],
  [
    'batch CronJob',
    parse('spec schedule', 'spec timeZone', ...template.map((field) => `spec jobTemplate spec template ${field}`)),
  ],
  ['networking.k8s.io Ingress', parse('spec ingressClassName', 'spec rules # host')],
  ['storage.k8s.io StorageClass', parse('parameters *')],
])
const annotations = parse('metadata annotations *')
const labels = parse('metadata labels *')
const name = parse('metadata name')

/**
 * What becomes of an object where the field at a path holds another scalar than a text: the API server refuses it when
 * Flux applies it (server-side), Flux drops all its `labels` (all its `annotations` where it adds common ones), or Flux
 * leaves it out, as it has no `name`. Undefined for fields that may hold others.
 */
export function textFieldOf(
  { group, kind }: Pick<ResourceId, 'group' | 'kind'>,
  path: Path,
  hasCommonAnnotations: boolean,
): 'refused' | 'labels' | 'annotations' | 'name' | undefined {
  if (matches(name, path)) return 'name'
  if (matches(labels, path)) return 'labels'
  if (matches(annotations, path)) return hasCommonAnnotations ? 'annotations' : 'refused'
  return matches(fields.get(`${group} ${kind}`) ?? [], path) ? 'refused' : undefined
}

function matches(patterns: readonly Pattern[], path: Path): boolean {
  return patterns.some(
    (pattern) =>
      pattern.length === path.length &&
      pattern.every((step, index) => {
        const found = path[index]
        return step === '#' ? typeof found === 'number' : step === '*' ? typeof found === 'string' : step === found
      }),
  )
}
