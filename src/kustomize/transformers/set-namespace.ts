import type { FieldSpec } from '../configuration/field-spec.ts'
import { currentId } from '../resource/current-id.ts'
import { gvkOf } from '../resource/gvk-of.ts'
import type { Resource } from '../resource/resource.ts'
import type { Setting } from '../setting.ts'
import { createScalar } from '../tree/create-node.ts'
import { getField } from '../tree/get-field.ts'
import { isNullNode } from '../tree/is-null-node.ts'
import { setField } from '../tree/set-field.ts'
import type { TreeNode } from '../tree/tree-node.ts'
import { applyFieldSpec, type Creation } from './apply-field-spec.ts'
import type { EffectCounter } from './count-effect.ts'
import { setScalar } from './set-scalar.ts'
import { wrongKind } from './wrong-kind.ts'

/** Which subjects of role bindings follow into the namespace: service accounts of the name `default`, all, or none. */
export const subjectModes = ['defaultOnly', 'allServiceAccounts', 'none'] as const

/** One of {@link subjectModes}. */
export type SubjectMode = (typeof subjectModes)[number]

/** A namespace, and how far it goes. */
export interface NamespaceArguments {
  readonly namespace: Setting
  /** Leave alone what has a namespace. Default: false. */
  readonly unsetOnly?: boolean
  /** Default: `defaultOnly`. */
  readonly setRoleBindingSubjects?: SubjectMode
}

const metadataNamespace: FieldSpec = { group: '', version: '', kind: '', path: 'metadata/namespace', create: true }

/**
 * Sets the namespace of one object, unless it is known to live outside namespaces, that of the subjects of a role
 * binding, and the fields (filters/namespace). The name of a Namespace is such a field.
 */
export function setNamespace(
  resource: Resource,
  { namespace, unsetOnly = false, setRoleBindingSubjects: mode = 'defaultOnly' }: NamespaceArguments,
  fieldSpecs: readonly FieldSpec[],
  counter: EffectCounter,
): void {
  const { root } = resource
  const { text, by } = namespace
  const set = (node: TreeNode, what: string): void => {
    if (unsetOnly && node.kind === 'scalar' && !isNullNode(node) && node.value !== '') return
    counter.count(node, setScalar(node, createScalar(text, by, { tag: '!!str' }), what))
  }
  const creation: Creation = { kind: 'scalar', tag: '', by }
  if (!currentId(resource).isClusterScoped) applyFieldSpec(resource, metadataNamespace, creation, set)

  const { kind } = gvkOf(resource)
  if (isRoleBinding(kind)) setSubjects(root, mode, namespace, set, `of ${kind}`)

  // A name is only a namespace's where the field is for one; here kustomize goes by the version alone.
  const isCore = (getField(root, 'apiVersion')?.value ?? '') === 'v1'
  for (const fieldSpec of fieldSpecs) {
    const { path } = fieldSpec
    if (path === 'metadata/namespace' || (path === 'metadata/name' && !isCore)) continue
    if (isRoleBinding(kind) && isRoleBinding(fieldSpec.kind) && path === 'subjects/namespace') continue
    applyFieldSpec(resource, fieldSpec, { ...creation, tag: '!!str' }, set)
  }
}

function isRoleBinding(kind: string): boolean {
  return kind === 'RoleBinding' || kind === 'ClusterRoleBinding'
}

function setSubjects(
  root: TreeNode,
  mode: SubjectMode,
  { by }: Setting,
  set: (node: TreeNode, what: string) => void,
  where: string,
): void {
  const subjects = mode === 'none' ? undefined : getField(root, 'subjects')
  if (subjects === undefined || isNullNode(subjects)) return
  if (subjects.kind !== 'sequence') throw wrongKind(subjects, 'a list', `\`subjects\` ${where}`, by.at)
  const [field, wanted] = mode === 'defaultOnly' ? ['name', 'default'] : ['kind', 'ServiceAccount']
  for (const subject of subjects.items) {
    if (isNullNode(subject)) continue
    if (subject.kind !== 'mapping') throw wrongKind(subject, 'a map', `a subject ${where}`, by.at)
    const value = getField(subject, field)
    if (value === undefined || isNullNode(value)) continue
    if (value.kind !== 'scalar') throw wrongKind(value, 'a text', `the \`${field}\` of a subject ${where}`, by.at)
    if (value.value !== wanted) continue
    const namespace = getField(subject, 'namespace') ?? setField(subject, 'namespace', createScalar('', by))
    set(namespace, `the namespace of a subject ${where}`)
  }
}
