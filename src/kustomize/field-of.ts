import type { Node } from 'yaml'
import { entriesOf, type MapEntry } from '../yaml/entries-of.ts'
import type { YamlDocument } from '../yaml/yaml-document.ts'

/**
 * A field of a kustomization file by name. As sigs.k8s.io/yaml and Go's json decode it: letter case does not matter, of
 * several spellings the last in the order of bytes wins, and of one spelling the last that is written.
 */
export function fieldOf(document: YamlDocument, node: Node | undefined, name: string): MapEntry | undefined {
  const wanted = name.toLowerCase()
  let found: MapEntry | undefined
  for (const entry of entriesOf(document, node)) {
    if (entry.key.toLowerCase() === wanted && (found === undefined || entry.key >= found.key)) found = entry
  }
  return found
}
