import type { KubernetesObject } from '../../kustomize/kubernetes-object.ts'
import { entriesOf } from '../../yaml/entries-of.ts'
import { itemsOf } from '../../yaml/items-of.ts'
import { nodeAt } from '../../yaml/node-at.ts'
import { textOf } from '../../yaml/text-of.ts'

/**
 * Fields of old versions of a kind that its version of today no longer has, by comparing the Go types of Flux 2.9's
 * controllers. What is below them is not listed. A star is each element of a list.
 */
const dropped: Readonly<Record<string, readonly string[]>> = {
  Kustomization: ['patchesStrategicMerge', 'patchesJson6902', 'validation'],
  HelmRelease: [
    'chart.spec.valuesFile',
    'postRenderers.*.kustomize.patchesStrategicMerge',
    'postRenderers.*.kustomize.patchesJson6902',
  ],
  GitRepository: ['accessFrom', 'gitImplementation'],
  HelmChart: ['accessFrom', 'valuesFile', 'verify.trustedRootSecretRef'],
  Bucket: ['accessFrom'],
}

/** What an object has that goes with its API version, in words: `` `spec.validation` ``. */
export function findDroppedField(object: KubernetesObject): string | undefined {
  const { document, root, kind } = object
  const spec = nodeAt(document, root, ['spec'])
  for (const path of dropped[kind] ?? []) if (hasField(object, spec, path.split('.'))) return `\`spec.${path}\``
  const template = textOf(nodeAt(document, spec, ['git', 'commit', 'messageTemplate'])) ?? ''
  const isOld = kind === 'ImageUpdateAutomation' && template.includes('.Updated')
  return isOld ? '`.Updated` in `spec.git.commit.messageTemplate`' : undefined
}

function hasField(object: KubernetesObject, node: ReturnType<typeof nodeAt>, steps: readonly string[]): boolean {
  const [step, ...rest] = steps
  if (step === undefined) return node !== undefined
  if (step === '*') return itemsOf(object.document, node).some((item) => hasField(object, item, rest))
  const entry = entriesOf(object.document, node).find(({ key }) => key === step)
  return entry !== undefined && (rest.length === 0 || hasField(object, entry.value, rest))
}
