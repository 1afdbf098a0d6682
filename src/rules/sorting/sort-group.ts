import { compareBytes } from '../../source/compare-bytes.ts'
import type { EntryGroup, SortedEntry } from './entry-group.ts'

type Compare = (a: SortedEntry, b: SortedEntry) => number

/** As `sort` and editors do: `shop-more.yaml`, `shop.yaml`, `shop/more`. */
const byBytes: Compare = (a, b) => a.rank - b.rank || compareBytes(a.keys[0], b.keys[0])
/** As people read names: `shop.yaml`, `shop/more`, `shop-more.yaml`. */
const byNames: Compare = (a, b) => a.rank - b.rank || compareBytes(a.keys[1], b.keys[1])

/** The entries of a group in that of the two orders which they are nearer to; equal ones stay as they are. */
export function sortGroup({ entries }: EntryGroup): readonly SortedEntry[] {
  const compare = countBreaks(entries, byNames) < countBreaks(entries, byBytes) ? byNames : byBytes
  return [...entries].sort(compare)
}

/** How many entries come before the one above them. */
function countBreaks(entries: readonly SortedEntry[], compare: Compare): number {
  return entries.filter((entry, index) => {
    const above = entries[index - 1]
    return above !== undefined && compare(above, entry) > 0
  }).length
}
