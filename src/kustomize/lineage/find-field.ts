import { nearestMatch } from '../../source/nearest-match.ts'
import { chainOf } from '../tree/chain-of.ts'
import { getField } from '../tree/get-field.ts'
import type { TreeNode } from '../tree/tree-node.ts'
import type { FieldLineage } from './field-lineage.ts'
import { type FieldStep, formatFieldPath } from './parse-field-path.ts'

/** Why a path leads to no field. */
export interface NoField {
  /** What of the path exists, written as text; empty where not even the first step does. */
  readonly reached: string
  readonly wanted: string
  readonly near: string | undefined
}

/** The field at a path of an object. One that something removed is found as well, without a node. */
export function findField(root: TreeNode, path: readonly FieldStep[]): FieldLineage | NoField {
  const reached: (string | number)[] = []
  let node = root
  for (const [position, step] of path.entries()) {
    const next = follow(node, step)
    if (next === undefined) {
      const removal = step.is === 'key' && position === path.length - 1 ? node.removed?.get(step.key) : undefined
      if (removal !== undefined && step.is === 'key') {
        return { path: [...reached, step.key], node: undefined, steps: chainOf(removal) }
      }
      return { reached: formatFieldPath(reached), wanted: describe(step), near: nearest(node, step) }
    }
    reached.push(next.at)
    node = next.node
  }
  return { path: reached, node, steps: chainOf(node.step) }
}

function follow(
  node: TreeNode,
  step: FieldStep,
): { readonly node: TreeNode; readonly at: string | number } | undefined {
  if (step.is === 'key') {
    const found = getField(node, step.key) ?? (/^\d+$/.test(step.key) ? node.items[Number(step.key)] : undefined)
    return found && { node: found, at: node.kind === 'sequence' ? Number(step.key) : step.key }
  }
  const index =
    step.is === 'index' ? step.index : node.items.findIndex((item) => getField(item, step.key)?.value === step.value)
  const item = node.items[index]
  return item && { node: item, at: index }
}

function describe(step: FieldStep): string {
  if (step.is === 'key') return step.key
  return step.is === 'index' ? `[${step.index}]` : `[${step.key}=${step.value}]`
}

function nearest(node: TreeNode, step: FieldStep): string | undefined {
  if (step.is === 'key') {
    return nearestMatch(
      step.key,
      node.fields.map(({ key }) => key.value),
    )
  }
  if (step.is === 'index') return node.items.length === 0 ? undefined : `[${node.items.length - 1}]`
  const values = node.items.flatMap((item) => getField(item, step.key)?.value ?? [])
  const near = nearestMatch(step.value, values)
  return near === undefined ? undefined : `[${step.key}=${near}]`
}
