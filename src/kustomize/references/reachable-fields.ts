import type { FieldSpec } from '../configuration/field-spec.ts'
import { splitFieldPath } from '../transformers/split-field-path.ts'
import { isNullNode } from '../tree/is-null-node.ts'
import type { TreeNode } from '../tree/tree-node.ts'

/** The paths of many fields, which mostly begin alike. */
interface PathTree {
  readonly below: Map<string, PathTree>
  /** The numbers of the fields whose paths end here. */
  readonly ends: number[]
}

/**
 * Tells of many fields at once which of them an object may have, by their numbers, in order: an object is walked once instead of
 * once for each field. It never misses a field that is there, nor one on whose way something stands that is an error.
 */
export function findReachable(fields: readonly FieldSpec[]): (root: TreeNode) => readonly number[] {
  const always: number[] = []
  const top: PathTree = { below: new Map(), ends: [] }
  for (const [index, { path }] of fields.entries()) {
    const keys = splitFieldPath(path)
    if (keys.every((key) => isPlainKey.test(key))) insert(top, keys, index)
    else always.push(index)
  }
  return (root) => {
    const found = new Set(always)
    visit(top, root, found)
    return [...found].sort((a, b) => a - b)
  }
}

/** Whatever else a path may hold is left to who follows it. */
const isPlainKey = /^[A-Za-z][\w.-]*$/

function insert(top: PathTree, keys: readonly string[], index: number): void {
  let tree = top
  for (const key of keys) {
    const next = tree.below.get(key) ?? { below: new Map(), ends: [] }
    tree.below.set(key, next)
    tree = next
  }
  tree.ends.push(index)
}

function visit(tree: PathTree, node: TreeNode, found: Set<number>): void {
  for (const index of tree.ends) found.add(index)
  if (tree.below.size === 0 || isNullNode(node)) return
  if (node.kind === 'scalar') {
    // Nothing can be below it, which is said of each path that goes on.
    for (const below of tree.below.values()) addAll(below, found)
    return
  }
  for (const item of node.items) visit(tree, item, found)
  for (const { key, value } of node.fields) {
    const below = tree.below.get(key.value)
    if (below !== undefined) visit(below, value, found)
  }
}

function addAll(tree: PathTree, found: Set<number>): void {
  for (const index of tree.ends) found.add(index)
  for (const below of tree.below.values()) addAll(below, found)
}
