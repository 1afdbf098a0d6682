import type { Interner } from './interner.ts'
import type { MergeNode } from './merge-node.ts'

/** The id of a collection with other contents, the same that reading it anew gives. `keys` are those of a map. */
export function identifyNode(
  intern: Interner,
  node: MergeNode,
  contents: readonly { readonly id: number }[],
  keys: readonly string[],
): number {
  if (contents.length === 0) return intern(`${node.properties}${node.kind === 'map' ? '{}' : '[]'}`)
  if (node.kind === 'list') return intern(`${node.properties}[${contents.map(({ id }) => id).join()}]`)
  const parts = contents.map(({ id }, index) => `${JSON.stringify(keys[index] ?? '')}:${id}`).sort()
  return intern(`${node.properties}{${parts.join()}}`)
}
