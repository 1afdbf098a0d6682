import type { MergeNode } from '../merge/merge-node.ts'

/** Whether a node or anything in it is an alias, a merge key, or, where there are aliases, has an anchor. */
export function isShared(node: MergeNode, hasAliases: boolean): boolean {
  const { kind, value, text, start, properties, slots } = node
  if (!hasAliases) return false
  if (properties.startsWith('&') || (kind === 'scalar' && value === undefined && text[start] === '*')) return true
  if (kind === 'opaque') return /[*&]/.test(text.slice(start, node.end))
  return slots.some((slot) => slot.keyText === '<<' || isShared(slot.value, hasAliases))
}
