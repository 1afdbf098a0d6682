import type { TreeNode } from '../../kustomize/tree/tree-node.ts'

/** The whole words of all texts and keys in a node that could be names of objects, hyphens and dots included. */
export function listNamesIn(node: TreeNode | undefined): readonly string[] {
  const names: string[] = []
  const add = (text: string): void => {
    for (const [word] of text.matchAll(/[A-Za-z0-9](?:[A-Za-z0-9_.-]*[A-Za-z0-9])?/g)) names.push(word)
  }
  const next = node === undefined ? [] : [node]
  for (let one = next.pop(); one !== undefined; one = next.pop()) {
    if (one.kind === 'scalar') add(one.value)
    for (const { key, value } of one.fields) next.push(key, value)
    for (const item of one.items) next.push(item)
  }
  return names
}
