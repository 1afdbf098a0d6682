import { resolveScalar } from '../../yaml/resolve-scalar.ts'
import type { TreeNode } from '../tree/tree-node.ts'

/** The tag of a node; where it has none, that which its text and style give it. */
export function typeOf({ kind, tag, style, value }: TreeNode): string {
  if (tag !== '') return tag
  if (kind === 'mapping') return '!!map'
  if (kind === 'sequence') return '!!seq'
  return style === 'plain' ? resolveScalar(value).tag : '!!str'
}
