import type { Interner } from '../merge/interner.ts'
import type { MergeNode } from '../merge/merge-node.ts'

/** Whether a node is null or an empty collection, which another can be written in the place of. */
export function isNothing({ id }: MergeNode, intern: Interner): boolean {
  return ['null', '{}', '[]'].some((text) => id === intern(text))
}
