import { isAlias, isMap, isNode, isScalar, isSeq, type Node, type Scalar } from 'yaml'
import type { YamlDocument } from './yaml-document.ts'

/** One key of a mapping with its value, aliases resolved; the value is undefined where nothing is written. */
export interface MapEntry {
  readonly key: string
  readonly keyNode: Scalar
  readonly value: Node | undefined
}

/**
 * The entries of a mapping in order, merge keys (`<<`) followed by the keys they bring that the mapping lacks.
 * Anything but a mapping has none. Keys that are no scalars are left out. Of duplicate keys all are given.
 */
export function entriesOf(document: YamlDocument, node: Node | undefined): readonly MapEntry[] {
  return collect(document, node, 0)
}

/** Merges of merges end here; deeper ones are an attack. */
const maximumMergeDepth = 8

function collect(document: YamlDocument, node: Node | undefined, depth: number): readonly MapEntry[] {
  const map = isAlias(node) ? document.resolveAlias(node) : node
  if (!isMap(map) || depth > maximumMergeDepth) return []
  const entries: MapEntry[] = []
  const merged: Node[] = []
  for (const pair of map.items) {
    if (!isScalar(pair.key)) continue
    const written = isNode(pair.value) ? pair.value : undefined
    const value = isAlias(written) ? document.resolveAlias(written) : written
    if (isMergeKey(pair.key)) {
      if (value !== undefined) merged.push(...(isSeq(value) ? value.items.filter(isNode) : [value]))
    } else entries.push({ key: String(pair.key.value ?? ''), keyNode: pair.key, value })
  }
  if (merged.length === 0) return entries
  const own = new Set(entries.map((entry) => entry.key))
  for (const source of merged) {
    for (const entry of collect(document, source, depth + 1)) {
      if (own.has(entry.key)) continue
      own.add(entry.key)
      entries.push(entry)
    }
  }
  return entries
}

function isMergeKey(key: Scalar): boolean {
  return (typeof key.value === 'symbol' || key.value === '<<') && (key.type === undefined || key.type === 'PLAIN')
}
