import { readText } from '../../flux/read-text.ts'
import type { BuiltObject } from '../../kustomize/build/built-object.ts'
import { getNode } from '../../kustomize/tree/get-node.ts'
import type { TreeNode } from '../../kustomize/tree/tree-node.ts'
import type { Location } from '../../source/location.ts'
import type { ObjectReference } from './object-reference.ts'
import { type ReferenceField, readObjectReference } from './read-object-reference.ts'

/** A field of an object of Flux that names a ConfigMap or Secret in its own namespace. */
export interface ValueReference extends ObjectReference {
  /** The only key that is read of it; undefined where that is up to the controller. */
  readonly key: string | undefined
  /** Where the key is written; undefined where it is the default. */
  readonly keyAt: Location | undefined
}

interface ValueField extends ReferenceField {
  readonly isList?: boolean
  /** What names the key, and what it is by default. */
  readonly key?: { readonly field: string; readonly default: string }
}

const secretRef: ValueField = { path: ['spec', 'secretRef'], kind: 'Secret' }
const certSecretRef: ValueField = { path: ['spec', 'certSecretRef'], kind: 'Secret' }
const proxySecretRef: ValueField = { path: ['spec', 'proxySecretRef'], kind: 'Secret' }
const verifySecretRef: ValueField = { path: ['spec', 'verify', 'secretRef'], kind: 'Secret' }
const kubeConfig: readonly ValueField[] = [
  { path: ['spec', 'kubeConfig', 'secretRef'], kind: 'Secret' },
  { path: ['spec', 'kubeConfig', 'configMapRef'], kind: 'ConfigMap' },
]

const fields: ReadonlyMap<string, readonly ValueField[]> = new Map([
  [
    'kustomize.toolkit.fluxcd.io Kustomization',
    [
      ...kubeConfig,
      { path: ['spec', 'decryption', 'secretRef'], kind: 'Secret' },
      { path: ['spec', 'postBuild', 'substituteFrom'], isList: true },
    ],
  ],
  [
    'helm.toolkit.fluxcd.io HelmRelease',
    [
      ...kubeConfig,
      { path: ['spec', 'valuesFrom'], isList: true, key: { field: 'valuesKey', default: 'values.yaml' } },
      { path: ['spec', 'chart', 'spec', 'verify', 'secretRef'], kind: 'Secret' },
    ],
  ],
  ['source.toolkit.fluxcd.io GitRepository', [secretRef, proxySecretRef, verifySecretRef]],
  ['source.toolkit.fluxcd.io OCIRepository', [secretRef, certSecretRef, proxySecretRef, verifySecretRef]],
  ['source.toolkit.fluxcd.io Bucket', [secretRef, certSecretRef, proxySecretRef]],
  ['source.toolkit.fluxcd.io HelmRepository', [secretRef, certSecretRef]],
  ['source.toolkit.fluxcd.io HelmChart', [verifySecretRef]],
  ['image.toolkit.fluxcd.io ImageRepository', [secretRef, certSecretRef, proxySecretRef]],
  [
    'image.toolkit.fluxcd.io ImageUpdateAutomation',
    [{ path: ['spec', 'git', 'commit', 'signingKey', 'secretRef'], kind: 'Secret' }],
  ],
  ['notification.toolkit.fluxcd.io Provider', [secretRef, certSecretRef, proxySecretRef]],
  ['notification.toolkit.fluxcd.io Receiver', [secretRef]],
])

/** The ConfigMaps and Secrets that an object of Flux names. */
export function listValueReferences(object: BuiltObject): readonly ValueReference[] {
  const references = known.get(object.root) ?? read(object)
  known.set(object.root, references)
  return references
}

/** Clusters share objects. */
const known = new WeakMap<TreeNode, readonly ValueReference[]>()

function read(object: BuiltObject): readonly ValueReference[] {
  return (fields.get(`${object.id.group} ${object.id.kind}`) ?? []).flatMap((field) => {
    const node = getNode(object.root, field.path)
    const nodes = field.isList === true ? (node?.items ?? []) : [node]
    return nodes.flatMap((one) => {
      const reference = readObjectReference(object, one, field, groupOf)
      const { key, keyAt } = readKey(one, field)
      return reference === undefined ? [] : [{ key, keyAt, ...reference }]
    })
  })
}

function groupOf(kind: string): string | undefined {
  return kind === 'ConfigMap' || kind === 'Secret' ? '' : undefined
}

function readKey(node: TreeNode | undefined, { key }: ValueField): Pick<ValueReference, 'key' | 'keyAt'> {
  const written = key === undefined ? undefined : readText(node, [key.field])
  return { key: written?.text || key?.default, keyAt: written?.at }
}
