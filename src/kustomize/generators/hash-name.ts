import { hash } from 'node:crypto'
import type { JsonValue } from '../../yaml/json-value.ts'
import { getField } from '../tree/get-field.ts'
import { toJson } from '../tree/to-json.ts'
import type { TreeNode } from '../tree/tree-node.ts'
import { encodeGoJson } from './encode-go-json.ts'

/**
 * The hash that kustomize appends to an object's name (api/hasher). Of a ConfigMap it is that of `data` and `binaryData`,
 * of a Secret that of `type`, `data` and `stringData`; names, labels and annotations have no part in it. For other kinds
 * kustomize hashes how and in which line each node is written; that is not known here, and their hash is another.
 */
export function hashName(root: TreeNode): string {
  const kind = getField(root, 'kind')?.value ?? ''
  const digest = hash('sha256', encodeGoJson(describe(root, kind)))
  return digest.slice(0, 10).replace(/[013ae]/g, (digit) => substitutes.get(digit) ?? digit)
}

/** So that no bad words come about. */
const substitutes = new Map(Object.entries({ 0: 'g', 1: 'h', 3: 'k', a: 'm', e: 't' }))

function describe(root: TreeNode, kind: string): JsonValue {
  if (kind === 'ConfigMap')
    return new Map([...describeFields(root, kind, ['data']), ...describeMap(root, 'binaryData')])
  if (kind !== 'Secret') return toJson(root)
  return new Map([...describeFields(root, kind, ['type', 'data']), ...describeMap(root, 'stringData')])
}

function describeFields(root: TreeNode, kind: string, fields: readonly string[]): Map<string, JsonValue> {
  // the name is looked up under this whole text, so that it is always empty
  const name = describeField(root, 'metadata/name')
  const known: [string, JsonValue][] = fields.map((field) => [field, describeField(root, field)])
  return new Map([['kind', kind], ['name', name], ...known])
}

function describeField(root: TreeNode, field: string): JsonValue {
  const node = getField(root, field)
  if (node === undefined) return ''
  if (node.kind === 'scalar') return node.value
  return node.kind === 'mapping' ? withFloats(toJson(node)) : null
}

function describeMap(root: TreeNode, field: string): Map<string, JsonValue> {
  const node = getField(root, field)
  return node === undefined || node.kind === 'scalar' ? new Map() : new Map([[field, describeField(root, field)]])
}

/** Go's json reads all numbers as floats. */
function withFloats(value: JsonValue): JsonValue {
  if (typeof value === 'bigint') return Number(value)
  if (typeof value !== 'object' || value === null) return value
  if (value instanceof Map) return new Map([...value].map(([key, item]) => [key, withFloats(item)]))
  return Array.isArray(value) ? value.map(withFloats) : value
}
