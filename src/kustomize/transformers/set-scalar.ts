import { copyNode } from '../tree/copy-node.ts'
import { copyShallow } from '../tree/copy-shallow.ts'
import { isNullNode } from '../tree/is-null-node.ts'
import { setValue } from '../tree/set-value.ts'
import type { TreeNode } from '../tree/tree-node.ts'
import { styleToKeep } from './style-to-keep.ts'
import { wrongKind } from './wrong-kind.ts'

/**
 * Overwrites a scalar, which keeps its own style (kyaml's FieldSetter without a name). Tells whether it has another value
 * afterwards. Throws a BuildError for a map or list, which `what` names.
 */
export function setScalar(node: TreeNode, value: TreeNode, what: string): boolean {
  const isNull = isNullNode(node)
  if (!isNull && node.kind !== 'scalar') throw wrongKind(node, 'a single value', what, value.step?.at)
  const changed = isNull || node.value !== value.value
  setValue(node, copyShallow(copyNode(value), { style: styleToKeep(node), isTagged: node.isTagged }))
  return changed
}
