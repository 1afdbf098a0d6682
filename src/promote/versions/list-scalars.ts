import { identifyItems } from '../merge/identify-items.ts'
import type { MergeNode, Slot } from '../merge/merge-node.ts'

/** A scalar of a document. */
export interface PlacedScalar {
  readonly path: string
  /** The keys that lead to it; items of lists are `[]`. */
  readonly steps: readonly string[]
  readonly slot: Slot
  /** The collection that it stands in. */
  readonly around: MergeNode
}

/** All scalars of a document that have a value of their own, in order. Aliases and what is encrypted are left out. */
export function listScalars(root: MergeNode): readonly PlacedScalar[] {
  const scalars: PlacedScalar[] = []
  const walk = (node: MergeNode, path: string, steps: readonly string[]): void => {
    const isList = node.kind === 'list'
    const keyOf = isList ? identifyItems([node], steps.at(-1) ?? '') : undefined
    for (const [index, slot] of node.slots.entries()) {
      const name = isList ? `[${keyOf?.(slot) ?? index}]` : (slot.key ?? '')
      const inner = isList || path === '' ? path + name : `${path}.${name}`
      const places = [...steps, isList ? '[]' : name]
      const { value } = slot
      if (value.kind !== 'scalar') walk(value, inner, places)
      else if (value.value !== undefined && value.start < value.end) {
        scalars.push({ path: inner, steps: places, slot, around: node })
      }
    }
  }
  walk(root, '', [])
  return scalars
}
