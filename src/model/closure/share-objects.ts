import type { BuiltObject } from '../../kustomize/build/built-object.ts'
import type { TreeNode } from '../../kustomize/tree/tree-node.ts'

/**
 * Makes one of objects that several builds have in common, so that what is found out about an object is found out once:
 * those that come from the same text and that the same steps have set, in the same scope.
 */
export function createSharing(): (object: BuiltObject) => BuiltObject {
  /** By the first key, which all copies of what is written share; the last one, for clusters beside each other are alike. */
  const known = new WeakMap<TreeNode, BuiltObject>()
  return (object) => {
    const origin = object.root.fields[0]?.key
    if (origin === undefined) return object
    const other = known.get(origin)
    if (other !== undefined && isSameScope(object, other) && isSameHistory(object.root, other.root)) return other
    known.set(origin, object)
    return object
  }
}

/** Where an object lives may depend on the `openapi` of its build. */
function isSameScope({ id: a }: BuiltObject, { id: b }: BuiltObject): boolean {
  return a.isClusterScoped === b.isClusterScoped && a.namespace === b.namespace
}

/** Whether two nodes are the same, with the same history. */
function isSameHistory(a: TreeNode, b: TreeNode): boolean {
  if (a === b) return true
  if (!isSetAlike(a, b) || a.value !== b.value || a.kind !== b.kind || a.tag !== b.tag || a.style !== b.style)
    return false
  if (a.isFlow !== b.isFlow || a.isTagged !== b.isTagged || !isSameMap(a.removed, b.removed)) return false
  return (
    a.items.length === b.items.length &&
    a.fields.length === b.fields.length &&
    a.items.every((item, index) => isSameAs(item, b.items[index])) &&
    a.fields.every(({ key, value }, index) => key === b.fields[index]?.key && isSameAs(value, b.fields[index]?.value))
  )
}

/** Steps that nobody has asked for yet need not be made to be compared. */
function isSetAlike(a: TreeNode, b: TreeNode): boolean {
  return (a.origin === b.origin && a.source === b.source) || a.step === b.step
}

function isSameAs(a: TreeNode, b: TreeNode | undefined): boolean {
  return b !== undefined && isSameHistory(a, b)
}

function isSameMap(a: TreeNode['removed'], b: TreeNode['removed']): boolean {
  if (a === undefined || b === undefined) return a === b
  return a.size === b.size && [...a].every(([key, step]) => b.get(key) === step)
}
