import type { Node } from 'yaml'

/** Where a node's own text stands: start and end offset without trailing white space and comments. */
export function spanOf(node: Node): { readonly start: number; readonly end: number } {
  const [start, end] = node.range ?? [0, 0]
  return { start, end: Math.max(start, end) }
}
