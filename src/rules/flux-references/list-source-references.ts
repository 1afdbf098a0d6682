import type { BuiltObject } from '../../kustomize/build/built-object.ts'
import { getNode } from '../../kustomize/tree/get-node.ts'
import type { TreeNode } from '../../kustomize/tree/tree-node.ts'
import { fluxGroups } from './flux-groups.ts'
import type { ObjectReference } from './object-reference.ts'
import { type ReferenceField, readObjectReference } from './read-object-reference.ts'

interface SourceField extends ReferenceField {
  /** Below the items of a list at the path. */
  readonly item?: readonly string[]
}

const sourceRef: SourceField = { path: ['spec', 'sourceRef'], takesNamespace: true }

const fields: ReadonlyMap<string, readonly SourceField[]> = new Map([
  ['kustomize.toolkit.fluxcd.io Kustomization', [sourceRef]],
  [
    'helm.toolkit.fluxcd.io HelmRelease',
    [
      { path: ['spec', 'chart', 'spec', 'sourceRef'], takesNamespace: true },
      { path: ['spec', 'chartRef'], takesNamespace: true },
    ],
  ],
  ['source.toolkit.fluxcd.io HelmChart', [{ path: ['spec', 'sourceRef'] }]],
  [
    'source.toolkit.fluxcd.io GitRepository',
    [{ path: ['spec', 'include'], item: ['repository'], kind: 'GitRepository' }],
  ],
  ['source.extensions.fluxcd.io ArtifactGenerator', [{ path: ['spec', 'sources'], item: [], takesNamespace: true }]],
  ['image.toolkit.fluxcd.io ImageUpdateAutomation', [sourceRef]],
  [
    'image.toolkit.fluxcd.io ImagePolicy',
    [{ path: ['spec', 'imageRepositoryRef'], kind: 'ImageRepository', takesNamespace: true }],
  ],
  [
    'notification.toolkit.fluxcd.io Alert',
    [
      { path: ['spec', 'providerRef'], kind: 'Provider' },
      { path: ['spec', 'eventSources'], item: [], takesNamespace: true },
    ],
  ],
  ['notification.toolkit.fluxcd.io Receiver', [{ path: ['spec', 'resources'], item: [], takesNamespace: true }]],
  ['infra.contrib.fluxcd.io Terraform', [sourceRef]],
])

/** The fields in which an object of Flux names another object of Flux that it works on, or with; not `dependsOn`. */
export function listSourceReferences(object: BuiltObject): readonly ObjectReference[] {
  const references = known.get(object.root) ?? read(object)
  known.set(object.root, references)
  return references
}

/** Clusters share objects. */
const known = new WeakMap<TreeNode, readonly ObjectReference[]>()

function read(object: BuiltObject): readonly ObjectReference[] {
  return (fields.get(`${object.id.group} ${object.id.kind}`) ?? []).flatMap((field) => {
    const node = getNode(object.root, field.path)
    const nodes = field.item === undefined ? [node] : (node?.items.map((item) => getNode(item, field.item ?? [])) ?? [])
    return nodes.flatMap((one) => readObjectReference(object, one, field, (kind) => fluxGroups.get(kind)) ?? [])
  })
}
