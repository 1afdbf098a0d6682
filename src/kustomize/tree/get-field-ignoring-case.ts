import type { TreeNode } from './tree-node.ts'

/**
 * A field of a kustomization file or of a plugin's configuration by name. As sigs.k8s.io/yaml and Go's json decode it:
 * letter case does not matter, of several spellings the last in the order of bytes wins, and of one spelling the last.
 */
export function getFieldIgnoringCase(node: TreeNode | undefined, name: string): TreeNode | undefined {
  const wanted = name.toLowerCase()
  let spelling: string | undefined
  let found: TreeNode | undefined
  for (const { key, value } of node?.fields ?? []) {
    if (key.kind !== 'scalar' || key.value.toLowerCase() !== wanted) continue
    if (spelling !== undefined && key.value < spelling) continue
    spelling = key.value
    found = value
  }
  return found
}
