import type { AppliedObject } from '../closure/applied-kustomization.ts'
import type { ClusterDiff, ObjectDiff } from './cluster-diff.ts'
import type { Consequence } from './consequence.ts'
import { type FieldPart, formatFieldParts } from './field-change.ts'
import { findFate } from './find-fate.ts'
import { groupItems } from './group-items.ts'
import { isHashed } from './is-hashed.ts'
import { readSettings } from './kustomization-settings.ts'
import { listNames } from './list-names.ts'
import { hasControl, isLeftAlone } from './object-control.ts'
import { describeObject } from './object-key.ts'

/** What else follows from the changes of objects: new names, fields that Kubernetes does not change, Flux sent away. */
export function explainChanges(diff: ClusterDiff): readonly Consequence[] {
  return [...explainRenamed(diff), ...explainImmutable(diff), ...explainLeftAlone(diff)]
}

function explainRenamed(diff: ClusterDiff): readonly Consequence[] {
  const renamed = diff.objects.filter(
    ({ change, before, after }) => change === 'renamed' && before && after && !isHashed(before) && !isHashed(after),
  )
  return groupItems(renamed, ({ from }) => from?.name ?? '').map((group) => {
    const old = group.flatMap(({ before }) => before ?? [])
    const first = group[0]
    const example = `${first.before === undefined ? '' : describeObject(first.before)} becomes ${first.after === undefined ? '' : describeObject(first.after)}`
    const isDeleted = old.some(
      (object) => first.from !== undefined && findFate(object, first.from, diff).is !== 'stays',
    )
    const [them, ones] = group.length === 1 ? ['it', 'one'] : ['them', 'ones']
    const action = `Flux creates ${them} anew${isDeleted ? ` and deletes the old ${ones}` : ''}`
    const message =
      group.length === 1
        ? `${example}: that is another object to Kubernetes, so that ${action}.`
        : `${group.length} objects get another name or namespace (${example}): these are other objects to Kubernetes, so that ${action}.`
    const severity = old.some(({ id }) => keepsState.has(id.kind)) ? 'danger' : 'attention'
    return { code: 'renamed', severity, message, kustomization: first.from?.name, objects: old, steps: [] }
  })
}

const keepsState = new Set([
  'Namespace',
  'PersistentVolumeClaim',
  'PersistentVolume',
  'StatefulSet',
  'CustomResourceDefinition',
])

function explainImmutable({ objects }: ClusterDiff): readonly Consequence[] {
  return objects.flatMap((one): readonly Consequence[] => {
    const { before, after, to } = one
    if (before === undefined || after === undefined || to?.after === undefined || one.change === 'renamed') return []
    const path = findImmutable(one, after)
    if (path === undefined) return []
    const field = `\`${formatFieldParts(path)}\` of ${describeObject(after)}`
    const isForced = readSettings(to.after.applied).force || hasControl(after.root, 'force', 'enabled')
    const base = { code: 'immutable' as const, kustomization: to.name, objects: [after] }
    if (isForced) {
      const message = `${field} cannot be changed: with \`force\` Flux deletes the object and creates it anew.`
      return [{ ...base, severity: 'danger', message, steps: [] }]
    }
    const message = `${field} cannot be changed: Kubernetes refuses it, and \`${to.name}\` applies nothing of this revision.`
    const steps = [
      'Give the object another name, or delete it by hand when its absence does no harm; `kustomize.toolkit.fluxcd.io/force: enabled` on it makes Flux delete and create it anew.',
    ]
    return [{ ...base, severity: 'attention', message, steps }]
  })
}

/** Fields that Kubernetes refuses to change, by kind; what begins with them is meant. */
const immutable: ReadonlyMap<string, readonly (readonly string[])[]> = new Map([
  ['Deployment.apps', [['spec', 'selector']]],
  ['DaemonSet.apps', [['spec', 'selector']]],
  ['ReplicaSet.apps', [['spec', 'selector']]],
  [
    'StatefulSet.apps',
    [
      ['spec', 'selector'],
      ['spec', 'serviceName'],
      ['spec', 'podManagementPolicy'],
      ['spec', 'volumeClaimTemplates'],
    ],
  ],
  [
    'Job.batch',
    [
      ['spec', 'selector'],
      ['spec', 'template'],
      ['spec', 'completionMode'],
    ],
  ],
  ['RoleBinding.rbac.authorization.k8s.io', [['roleRef']]],
  ['ClusterRoleBinding.rbac.authorization.k8s.io', [['roleRef']]],
  [
    'PersistentVolumeClaim.',
    [
      ['spec', 'accessModes'],
      ['spec', 'storageClassName'],
      ['spec', 'volumeMode'],
      ['spec', 'selector'],
    ],
  ],
  ['StorageClass.storage.k8s.io', [['provisioner'], ['parameters'], ['reclaimPolicy'], ['volumeBindingMode']]],
  ['CustomResourceDefinition.apiextensions.k8s.io', [['spec', 'scope']]],
  ['PriorityClass.scheduling.k8s.io', [['value']]],
  ['Secret.', [['type']]],
])

function findImmutable({ fields }: ObjectDiff, { id }: AppliedObject): readonly FieldPart[] | undefined {
  const known = immutable.get(`${id.kind}.${id.group}`) ?? []
  // A default that is written down at last, or no longer, is no change to Kubernetes.
  const found = fields.find(
    ({ path, before, after }) =>
      ((before !== undefined && after !== undefined) || path.length > 2) &&
      known.some((start) => start.every((step, index) => path[index] === step)),
  )
  return found?.path
}

function explainLeftAlone({ objects }: ClusterDiff): readonly Consequence[] {
  const found = objects.filter(
    ({ before, after }) => before && after && !isLeftAlone(before.root) && isLeftAlone(after.root),
  )
  return groupItems(found, ({ to }) => to?.name ?? '').map((group) => {
    const own = group.flatMap(({ after }) => after ?? [])
    const message = `Flux leaves ${listNames(own)} alone from now on. It does not apply the label or annotation that says so either, so that it still deletes ${own.length === 1 ? 'it' : 'them'} once ${own.length === 1 ? 'it leaves' : 'they leave'} Git.`
    return {
      code: 'left-alone',
      severity: 'attention',
      message,
      kustomization: group[0].to?.name,
      objects: own,
      steps: [],
    }
  })
}
