import { isAlias, isNode, isSeq, type Node } from 'yaml'
import type { YamlDocument } from './yaml-document.ts'

/** The items of a sequence, aliases resolved; anything but a sequence has none. */
export function itemsOf(document: YamlDocument, node: Node | undefined): readonly Node[] {
  const list = isAlias(node) ? document.resolveAlias(node) : node
  if (!isSeq(list)) return []
  const items: Node[] = []
  for (const item of list.items) {
    const value = isAlias(item) ? document.resolveAlias(item) : item
    if (isNode(value)) items.push(value)
  }
  return items
}
