import { readText } from '../../flux/read-text.ts'
import type { JsonValue } from '../../yaml/json-value.ts'
import type { AppliedObject } from '../closure/applied-kustomization.ts'
import { canonicalText } from './canonical-text.ts'
import type { ObjectDiff } from './cluster-diff.ts'
import type { FieldChange, FieldPart } from './field-change.ts'
import { readQuantity } from './read-quantity.ts'

/** A change that Kubernetes refuses. */
export interface RefusedField {
  readonly path: readonly FieldPart[]
  /** What does not happen to it. */
  readonly cannot: 'be changed' | 'become smaller'
}

/** The first field whose change Kubernetes refuses; undefined where it takes all of them. */
export function findRefusedField({ before, after, fields }: ObjectDiff): RefusedField | undefined {
  if (before === undefined || after === undefined) return undefined
  const known = immutable.get(kindOf(after)) ?? []
  const refuses = refusals.get(kindOf(after))
  const refused = fields.find(
    (field) =>
      (isChange(field) && known.some((start) => start.every((step, index) => field.path[index] === step))) ||
      refuses?.(field, { before, after }) === true,
  )
  if (refused === undefined) return undefined
  return { path: refused.path, cannot: refusesSize(refused) ? 'become smaller' : 'be changed' }
}

function kindOf({ id }: AppliedObject): string {
  return `${id.kind}.${id.group}`
}

/** A default that is written down at last, or no longer, is no change to Kubernetes. */
function isChange({ path, before, after }: FieldChange): boolean {
  return (before !== undefined && after !== undefined) || path.length > 2
}

/** Fields that are never changed, by kind; what begins with them is meant. */
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

interface Sides {
  readonly before: AppliedObject
  readonly after: AppliedObject
}

/** What is refused only for some values. */
const refusals: ReadonlyMap<string, (field: FieldChange, sides: Sides) => boolean> = new Map([
  ['ConfigMap.', refusesData],
  ['Secret.', refusesData],
  ['Service.', refusesAddress],
  ['PersistentVolumeClaim.', refusesSize],
])

/** With `immutable: true` on the object in the cluster neither its data nor that field is changed. */
function refusesData({ path: [field] }: FieldChange, { before, after }: Sides): boolean {
  if (readText(before.root, ['immutable'])?.text !== 'true') return false
  if (field === 'immutable') return true
  // What SOPS encrypts anew may be the same.
  if (isEncrypted(before) || isEncrypted(after)) return false
  return (field === 'data' || field === 'stringData' || field === 'binaryData') && dataOf(before) !== dataOf(after)
}

function isEncrypted({ value }: AppliedObject): boolean {
  return value instanceof Map && value.has('sops')
}

/** All that a ConfigMap or Secret holds, in which way ever it is written. */
function dataOf({ value, id }: AppliedObject): string {
  const data = new Map<string, JsonValue>()
  const add = (field: string, read: (text: string) => string): void => {
    const inner = value instanceof Map ? value.get(field) : undefined
    if (!(inner instanceof Map)) return
    for (const [key, one] of inner) data.set(key, typeof one === 'string' ? read(one) : one)
  }
  const decode = (text: string): string => Buffer.from(text, 'base64').toString('latin1')
  const encode = (text: string): string => Buffer.from(text).toString('latin1')
  add('binaryData', decode)
  add('data', id.kind === 'Secret' ? decode : encode)
  add('stringData', encode)
  return canonicalText(data)
}

/** The address of a Service stays: only what has none gets one, and what is not named is kept. */
function refusesAddress({ path, before, after }: FieldChange, sides: Sides): boolean {
  if (path.join('.') !== 'spec.clusterIP' && path.join('.') !== 'spec.clusterIPs.0') return false
  const isExternal = [sides.before, sides.after].some(
    ({ root }) => readText(root, ['spec', 'type'])?.text === 'ExternalName',
  )
  if (isExternal || after === undefined || after.value === '' || after.value === null) return false
  // A Service without an address in Git has got one from Kubernetes, which may be the one that is written down now.
  const hadNone = before === undefined || before.value === '' || before.value === null
  return !hadNone || after.value === 'None'
}

/** A volume does not shrink. */
function refusesSize({ path, before, after }: FieldChange): boolean {
  if (path.join('.') !== 'spec.resources.requests.storage') return false
  const [old, now] = [before, after].map((side) => (side === undefined ? undefined : readQuantity(side.value)))
  return old !== undefined && now !== undefined && now < old
}
