import type { GitLogEntry } from '../../files/git-log.ts'
import { promotionTrailers } from './promotion-trailers.ts'

/** What the commits of a history take back. */
export interface Reverts {
  /** The commits that are taken back. */
  readonly reverted: ReadonlySet<string>
  /** What each commit that is in effect takes back. */
  readonly by: ReadonlyMap<string, readonly string[]>
}

/**
 * Reads what was taken back, be it by `gitops rollback` or `git revert`, unless that was reverted itself. The history has
 * children before parents; `mergedBy` gives the commits that came with a merge, by the name in the message that reverts it.
 */
export function readReverts(
  history: readonly GitLogEntry[],
  mergedBy: ReadonlyMap<string, readonly string[]> = new Map(),
): Reverts {
  const resolve = createResolver(history)
  const reverted = new Set<string>()
  const by = new Map<string, readonly string[]>()
  // Children come before their parents, so whatever reverts a commit has been seen before it.
  for (const { hash, trailers, reverts } of history) {
    if (reverted.has(hash)) continue
    const named = trailers.get(promotionTrailers.reverts)
    const direct = named === undefined ? reverts : [...reverts, named]
    const all = direct.flatMap((one) => [resolve(one), ...(mergedBy.get(one) ?? [])])
    if (all.length === 0) continue
    for (const one of all) reverted.add(one)
    by.set(hash, all)
  }
  return { reverted, by }
}

/** The full hash of a shortened one; what no or several commits of the history begin with stays as it is. */
export function createResolver(history: readonly Pick<GitLogEntry, 'hash'>[]): (short: string) => string {
  const byStart = new Map<string, string[]>()
  for (const { hash } of history) {
    const start = hash.slice(0, shortest)
    byStart.set(start, [...(byStart.get(start) ?? []), hash])
  }
  return (short) => {
    const found = (byStart.get(short.slice(0, shortest)) ?? []).filter((hash) => hash.startsWith(short))
    return found.length === 1 ? (found[0] ?? short) : short
  }
}

/** Characters that git shortens a hash to at the least, as long as nobody asks for fewer. */
const shortest = 7
