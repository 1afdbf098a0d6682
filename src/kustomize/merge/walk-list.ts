import type { Schema } from '../schema/schema.ts'
import { createScalar, createSequence } from '../tree/create-node.ts'
import { getField } from '../tree/get-field.ts'
import { isEmptyNode } from '../tree/is-empty-node.ts'
import { isNullNode } from '../tree/is-null-node.ts'
import type { TreeNode } from '../tree/tree-node.ts'
import { alignKeys, pairKeys } from './element-keys.ts'
import { putField } from './put-field.ts'
import { explainKind, setElement } from './set-element.ts'
import type { Sources, Walk } from './walked.ts'

/**
 * Merges two lists item by item, those of the patch first (kyaml's walkAssociativeSequence and
 * setAssociativeSequenceElements). Also a list that no patch touches comes out anew: without doubles and empty items.
 * The destination is that which the caller decided on, perhaps the patch's own list.
 */
export function walkList(
  { destination, patch }: Sources,
  into: TreeNode,
  schema: Schema,
  path: readonly string[],
  walk: Walk,
): TreeNode {
  const sources = [patch, destination]
  const isPlain = schema.mergeKeys.length === 0
  const keys = isPlain ? [''] : schema.mergeKeys
  const found = isPlain ? listPlainValues(sources) : listValues(sources, keys)
  const tuples = keys.length > 1 ? pairKeys(found) : found
  if (tuples.length === 0) return into

  const merged = createSequence(into.step)
  let usedKeys: readonly string[] = keys
  for (const tuple of tuples) {
    const used = alignKeys(tuples, tuple, keys)
    usedKeys = used.keys
    const items = { destination: findItem(destination, used), patch: findItem(patch, used) }
    const { node } = walk(items, schema.elements(), [...path, nameItem(used)])
    if (node === undefined || isNullNode(node) || (node.kind === 'mapping' && node.fields.length === 0)) {
      setElement(into, undefined, used.keys, used.values)
      continue
    }
    writeKeys(node, used)
    setElement(merged, node, used.keys, used.values)
  }
  appendRest(merged, into, usedKeys)
  return merged
}

interface ItemKeys {
  readonly keys: readonly string[]
  readonly values: readonly string[]
}

/** The values of the keys in each item of both lists, each combination once. */
function listValues(sources: readonly (TreeNode | undefined)[], keys: readonly string[]): string[][] {
  const tuples = new Map<string, string[]>()
  for (const item of sources.flatMap((source) => source?.items ?? [])) {
    const tuple = keys.map((key) => {
      const field = item.kind === 'mapping' ? getField(item, key) : undefined
      return field === undefined || isEmptyNode(field) ? '' : field.value
    })
    const id = JSON.stringify(tuple)
    if (!tuples.has(id)) tuples.set(id, tuple)
  }
  return [...tuples.values()]
}

/** The items of lists of plain values, each once. */
function listPlainValues(sources: readonly (TreeNode | undefined)[]): string[][] {
  const values = sources.flatMap((source) => source?.items.map((item) => item.value) ?? [])
  return [...new Set(values)].map((value) => [value])
}

/** The first item with these values (kyaml's ElementMatcher). Keys without a value only count where none has one. */
function findItem(list: TreeNode | undefined, used: ItemKeys): TreeNode | undefined {
  const { keys, values } = alignKeys([used.values], used.values, used.keys)
  if (list?.kind !== 'sequence') return undefined
  if ((keys[0] ?? '') === '') return list.items.find((item) => item.value === (values[0] ?? ''))
  return list.items.find(
    (item) => item.kind === 'mapping' && keys.every((key, index) => getField(item, key)?.value === values[index]),
  )
}

/** Makes sure that an item has its keys; plain values are written anew, without their tag. */
function writeKeys(node: TreeNode, { keys, values }: ItemKeys): void {
  for (const [index, key] of keys.entries()) {
    const value = values[index] ?? ''
    if (value === '') continue
    if (node.kind === 'mapping') {
      if (getField(node, key) === undefined) putField(node, key, createScalar(value, node.step), undefined)
    } else if (key === '' && node.kind === 'scalar') {
      node.tag = ''
      node.isTagged = false
      node.value = value
    } else {
      throw explainKind(node, key === '' ? 'a plain value' : `an object with the field \`${key}\``)
    }
  }
}

/** Adds the items of the old list, in place of the same ones where they are already there (kyaml's appendListNode). */
function appendRest(merged: TreeNode, rest: TreeNode, keys: readonly string[]): void {
  for (const item of rest.items) {
    if (keys[0] === '') {
      setElement(merged, item, [''], [item.value])
      continue
    }
    const values: string[] = []
    for (const key of keys) {
      if (!isNullNode(item) && item.kind !== 'mapping') throw explainKind(item, `an object with the field \`${key}\``)
      const field = getField(item, key)
      if (field === undefined) merged.items.push(item)
      else values.push(field.value)
    }
    if (keys.length > 1) setElement(merged, undefined, keys, values)
    setElement(merged, item, keys, values)
  }
}

function nameItem({ keys, values }: ItemKeys): string {
  return keys[0] === '' ? `[${values[0]}]` : `[${keys.map((key, index) => `${key}=${values[index]}`).join(',')}]`
}
