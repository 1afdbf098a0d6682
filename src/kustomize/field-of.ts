import type { Node } from 'yaml'
import { entriesOf, type MapEntry } from '../yaml/entries-of.ts'
import type { YamlDocument } from '../yaml/yaml-document.ts'

/**
 * A field of a kustomization file by name. As Go's json decodes it: letter case does not matter, and the last of
 * several wins.
 */
export function fieldOf(document: YamlDocument, node: Node | undefined, name: string): MapEntry | undefined {
  const wanted = name.toLowerCase()
  return entriesOf(document, node).findLast((entry) => entry.key.toLowerCase() === wanted)
}
