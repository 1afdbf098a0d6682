import { compareBytes } from '../../source/compare-bytes.ts'
import type { Type } from './is-selected.ts'
import { firstKinds, lastKinds, rankKinds } from './kind-order.ts'
import { typeKey } from './type-key.ts'

const ranks = rankKinds(firstKinds, lastKinds)

/** The order of types in a configuration: some kinds first, webhooks last (resid's Gvk.IsLessThan). */
function compareTypes(a: Type, b: Type): number {
  const ranked = (ranks.get(a.kind) ?? 0) - (ranks.get(b.kind) ?? 0)
  return ranked === 0 ? compareBytes(typeKey(a), typeKey(b)) : ranked
}

/** A list in that order; equal ones keep theirs. */
export function sortByType<Item extends Type>(list: readonly Item[]): readonly Item[] {
  return list.toSorted(compareTypes)
}
