import { readText } from '../../flux/read-text.ts'
import type { BuiltObject } from '../../kustomize/build/built-object.ts'
import { locateField } from '../../kustomize/lineage/locate-field.ts'
import type { TreeNode } from '../../kustomize/tree/tree-node.ts'
import { hasVariable } from '../../source/has-variable.ts'
import type { ObjectReference } from './object-reference.ts'

/** Where a kind of reference stands, and what it may say. */
export interface ReferenceField {
  readonly path: readonly string[]
  /** The kind that it names where it does not say so itself. */
  readonly kind?: string
  readonly takesNamespace?: boolean
}

/**
 * Reads one reference of an object. Undefined where its name or kind is missing, matches many (`*`), or is not known as it
 * holds a variable, and where the object itself has no namespace.
 */
export function readObjectReference(
  { id, root }: BuiltObject,
  node: TreeNode | undefined,
  { path, kind: onlyKind, takesNamespace = false }: ReferenceField,
  groupOf: (kind: string) => string | undefined,
): ObjectReference | undefined {
  const name = readText(node, ['name'])
  const kind = onlyKind ?? readText(node, ['kind'])?.text
  const group = kind === undefined ? undefined : groupOf(kind)
  const namespace = (takesNamespace ? readText(node, ['namespace'])?.text : undefined) || id.namespace
  const at = name?.at ?? locateField(root, path)
  if (name === undefined || kind === undefined || group === undefined || namespace === '' || at === undefined) {
    return undefined
  }
  if (name.text === '' || name.text === '*' || hasVariable(name.text) || hasVariable(namespace)) return undefined
  const field = path.join('.')
  return {
    field,
    group,
    kind,
    name: name.text,
    namespace,
    takesNamespace,
    isOptional: readText(node, ['optional'])?.text === 'true',
    at,
    pointer: `${id.kind}/${id.namespace}/${id.name}#${field}`,
  }
}
