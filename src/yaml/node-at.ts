import type { Node } from 'yaml'
import { entriesOf } from './entries-of.ts'
import { itemsOf } from './items-of.ts'
import type { YamlDocument } from './yaml-document.ts'

/** The node at a path of keys and indexes below a node, or undefined. Of duplicate keys the last wins. */
export function nodeAt(
  document: YamlDocument,
  node: Node | undefined,
  path: readonly (string | number)[],
): Node | undefined {
  let found = node
  for (const step of path) {
    if (found === undefined) return undefined
    found =
      typeof step === 'number'
        ? itemsOf(document, found)[step]
        : entriesOf(document, found).findLast((entry) => entry.key === step)?.value
  }
  return found
}
