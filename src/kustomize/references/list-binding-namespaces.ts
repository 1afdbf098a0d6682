import { BuildError } from '../build-error.ts'
import { gvkOf } from '../resource/gvk-of.ts'
import type { Resource } from '../resource/resource.ts'
import { getField } from '../tree/get-field.ts'
import type { TreeNode } from '../tree/tree-node.ts'
import { locateNewestStep } from './locate-newest-step.ts'
import { typeOf } from './type-of.ts'

/**
 * The namespaces of the service accounts that a RoleBinding names, from which it may refer to objects; none for other
 * kinds (resmap's getNamespacesForRoleBinding).
 */
export function listBindingNamespaces(resource: Resource): ReadonlySet<string> {
  const namespaces = new Set<string>()
  if (gvkOf(resource).kind !== 'RoleBinding' || resource.openApi.isClusterScoped(apiVersionOf(resource), 'RoleBinding'))
    return namespaces
  for (const subject of getField(resource.root, 'subjects')?.items ?? []) {
    if (subject.kind !== 'mapping') throw invalid(subject, 'a subject must be a map')
    const namespace = getField(subject, 'namespace')
    const kind = getField(subject, 'kind')
    if (namespace === undefined || kind === undefined) continue
    if (typeOf(kind) !== '!!str') throw invalid(kind, 'the `kind` of a subject must be a text')
    if (kind.value !== 'ServiceAccount') continue
    if (typeOf(namespace) !== '!!str') throw invalid(namespace, 'the `namespace` of a subject must be a text')
    namespaces.add(namespace.value)
  }
  return namespaces
}

function apiVersionOf({ root }: Resource): string {
  return getField(root, 'apiVersion')?.value ?? ''
}

function invalid(node: TreeNode, message: string): BuildError {
  return new BuildError({ code: 'invalid-subject', message, at: locateNewestStep(node) })
}
