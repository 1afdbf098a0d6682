import { compareBytes } from '../../source/compare-bytes.ts'
import type { Type } from './is-selected.ts'

const first = [
  'Namespace',
  'ResourceQuota',
  'StorageClass',
  'CustomResourceDefinition',
  'ServiceAccount',
  'PodSecurityPolicy',
  'Role',
  'ClusterRole',
  'RoleBinding',
  'ClusterRoleBinding',
  'ConfigMap',
  'Secret',
  'Endpoints',
  'Service',
  'LimitRange',
  'PriorityClass',
  'PersistentVolume',
  'PersistentVolumeClaim',
  'Deployment',
  'StatefulSet',
  'CronJob',
  'PodDisruptionBudget',
]
const last = ['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration']
const ranks = new Map([
  ...first.map((kind, index): [string, number] => [kind, index - first.length]),
  ...last.map((kind, index): [string, number] => [kind, index + 1]),
])

/** The order of types in a configuration: some kinds first, webhooks last (resid's Gvk.IsLessThan). */
export function compareTypes(a: Type, b: Type): number {
  const ranked = (ranks.get(a.kind) ?? 0) - (ranks.get(b.kind) ?? 0)
  return ranked === 0 ? compareBytes(keyOf(a), keyOf(b)) : ranked
}

function keyOf({ group, version, kind }: Type): string {
  return `${group || '~G'}_${version || '~V'}_${kind || '~K'}`
}

/** A list in that order; equal ones keep theirs. */
export function sortByType<Item extends Type>(list: readonly Item[]): readonly Item[] {
  return list.toSorted(compareTypes)
}
