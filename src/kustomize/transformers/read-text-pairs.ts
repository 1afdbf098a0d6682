import { type Origin, readKey, readMap, readText } from '../configuration/read-value.ts'
import type { TreeNode } from '../tree/tree-node.ts'
import { createSetting } from './read-setting.ts'
import type { TextPair } from './text-pair.ts'

/** Reads a map of labels or annotations; null is an empty text. */
export function readTextPairs(
  node: TreeNode | undefined,
  cause: 'labels' | 'annotations',
  origin: Origin = 'kustomization',
): readonly TextPair[] {
  const pairs = new Map<string, TextPair>()
  for (const { key: keyNode, value: valueNode } of readMap(node, cause)?.fields ?? []) {
    const key = readKey(keyNode, cause, origin)
    const place = valueNode.step?.at === undefined ? keyNode : valueNode
    pairs.set(key, { key, value: createSetting(readText(valueNode, key, origin), cause, place) })
  }
  return [...pairs.values()]
}
