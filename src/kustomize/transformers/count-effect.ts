import type { Effect } from '../effect.ts'
import type { TreeNode } from '../tree/tree-node.ts'

/** Counts what a transformer does; a field that it comes across twice counts once. */
export interface EffectCounter {
  count(node: TreeNode, isChanged: boolean): void
  effect(): Effect
}

/** A counter at nothing. */
export function countEffect(): EffectCounter {
  const matched = new Set<TreeNode>()
  const changed = new Set<TreeNode>()
  return {
    count(node, isChanged) {
      matched.add(node)
      if (isChanged) changed.add(node)
    },
    effect: () => ({ matched: matched.size, changed: changed.size }),
  }
}
