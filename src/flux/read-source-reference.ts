import type { TreeNode } from '../kustomize/tree/tree-node.ts'
import { readText } from './read-text.ts'
import type { SourceReference } from './source-reference.ts'

/** Reads a sourceRef; undefined where its kind or name is missing. `namespace` is that of the object that has it. */
export function readSourceReference(
  node: TreeNode | undefined,
  namespace: string | undefined,
): SourceReference | undefined {
  const kind = readText(node, ['kind'])
  const name = readText(node, ['name'])
  if (kind === undefined || name === undefined) return undefined
  return { kind: kind.text, name: name.text, namespace: readText(node, ['namespace'])?.text ?? namespace, at: name.at }
}
