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
  /** What is there. */
  readonly at: TreeNode
  readonly wanted: string
  /** What may have been meant instead. */
  readonly near: string | undefined
}

/**
 * The field at a path of an object. Dots in keys need no quotes where no other key fits. One that something removed, by
 * itself or with what held it, is found as well, without a node.
 */
export function findField(root: TreeNode, path: readonly FieldStep[]): FieldLineage | NoField {
  const reached: (string | number)[] = []
  let node = root
  for (let position = 0; position < path.length; ) {
    const next = follow(node, path.slice(position))
    if (next === undefined)
      return findRemoved(node, reached, path.slice(position)) ?? explain(node, reached, path[position])
    reached.push(next.at)
    node = next.node
    position += next.length
  }
  return { path: reached, node, steps: chainOf(node.step) }
}

interface Followed {
  readonly node: TreeNode
  readonly at: string | number
  /** How many steps of the path it took. */
  readonly length: number
}

function follow(node: TreeNode, path: readonly FieldStep[]): Followed | undefined {
  const [step] = path
  if (step === undefined) return undefined
  if (step.is === 'key') {
    if (node.kind === 'sequence') {
      const item = /^\d+$/.test(step.key) ? node.items[Number(step.key)] : undefined
      return item && { node: item, at: Number(step.key), length: 1 }
    }
    for (const { key, length } of listKeys(path)) {
      const found = getField(node, key)
      if (found !== undefined) return { node: found, at: key, length }
    }
    return undefined
  }
  const index =
    step.is === 'index' ? step.index : node.items.findIndex((item) => getField(item, step.key)?.value === step.value)
  const item = node.items[index]
  return item && { node: item, at: index, length: 1 }
}

/** The first key of a path, alone and with those behind it: `app`, `app.kubernetes`, `app.kubernetes.io/name`. */
function listKeys(path: readonly FieldStep[]): readonly { readonly key: string; readonly length: number }[] {
  const found: { key: string; length: number }[] = []
  let key: string | undefined
  for (const step of path) {
    if (step.is !== 'key') break
    key = key === undefined ? step.key : `${key}.${step.key}`
    found.push({ key, length: found.length + 1 })
  }
  return found
}

function findRemoved(
  node: TreeNode,
  reached: readonly (string | number)[],
  path: readonly FieldStep[],
): FieldLineage | undefined {
  for (const { key } of listKeys(path)) {
    const removal = node.removed?.get(key)
    if (removal !== undefined) return { path: [...reached, key], node: undefined, steps: chainOf(removal) }
  }
  return undefined
}

function explain(node: TreeNode, reached: readonly (string | number)[], step: FieldStep | undefined): NoField {
  const own = formatFieldPath(reached)
  if (step === undefined) return { reached: own, at: node, wanted: '', near: undefined }
  return { reached: own, at: node, wanted: describe(step), near: nearest(node, step) }
}

function describe(step: FieldStep): string {
  if (step.is === 'key') return step.key
  return step.is === 'index' ? `[${step.index}]` : `[${step.key}=${step.value}]`
}

function nearest(node: TreeNode, step: FieldStep): string | undefined {
  if (node.kind === 'sequence' && step.is !== 'match') {
    return node.items.length === 0 ? undefined : `[${node.items.length - 1}]`
  }
  if (step.is === 'key') {
    return nearestMatch(
      step.key,
      node.fields.map(({ key }) => key.value),
    )
  }
  if (step.is === 'index') return undefined
  const values = node.items.flatMap((item) => getField(item, step.key)?.value ?? [])
  const near = nearestMatch(step.value, values)
  return near === undefined ? undefined : `[${step.key}=${near}]`
}
