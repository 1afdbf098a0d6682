import { isAlias, isMap, isNode, isScalar, isSeq, type Node, type Scalar, type YAMLMap } from 'yaml'
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
  const map = resolve(document, node)
  if (!isMap(map)) return []
  const { entries, merged } = readMap(document, map)
  if (merged.length === 0) return entries
  const all = [...entries]
  const keys = new Set(entries.map((entry) => entry.key))
  // A mapping that is merged twice brings nothing new the second time; so merges of merges stay linear.
  const seen = new Set<Node>([map])
  const next = [...merged].reverse()
  for (let source = next.pop(); source !== undefined; source = next.pop()) {
    const other = resolve(document, source)
    if (!isMap(other) || seen.has(other)) continue
    seen.add(other)
    const brought = readMap(document, other)
    for (const entry of brought.entries) if (!keys.has(entry.key)) all.push(entry)
    for (const entry of brought.entries) keys.add(entry.key)
    next.push(...brought.merged.toReversed())
  }
  return all
}

function resolve(document: YamlDocument, node: Node | undefined): Node | undefined {
  return isAlias(node) ? document.resolveAlias(node) : node
}

/** A mapping's own entries, and the mappings that it merges, in order. */
function readMap(document: YamlDocument, map: YAMLMap): { readonly entries: MapEntry[]; readonly merged: Node[] } {
  const entries: MapEntry[] = []
  const merged: Node[] = []
  for (const { key, value: written } of map.items) {
    if (!isScalar(key)) continue
    const value = isNode(written) ? resolve(document, written) : undefined
    if (!isMergeKey(key)) entries.push({ key: String(key.value ?? ''), keyNode: key, value })
    else if (isSeq(value)) merged.push(...value.items.filter(isNode))
    else if (value !== undefined) merged.push(value)
  }
  return { entries, merged }
}

function isMergeKey(key: Scalar): boolean {
  return (typeof key.value === 'symbol' || key.value === '<<') && (key.type === undefined || key.type === 'PLAIN')
}
