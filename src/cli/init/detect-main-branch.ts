import type { Cluster } from '../../model/cluster.ts'

/** What Git knows of the main branch. */
export interface KnownBranches {
  /** The branch that the remote shows first. */
  readonly remoteHead: string | undefined
  readonly current: string | undefined
}

/**
 * The branch that long-lived clusters follow: that of most of them, or else the one that the remote shows first, or the
 * one that is checked out, if it is called like a main branch. Undefined where nothing tells.
 */
export function detectMainBranch(longLived: readonly Cluster[], known: KnownBranches): string | undefined {
  const counts = new Map<string, number>()
  for (const { branch } of longLived) {
    if (branch !== undefined) counts.set(branch.name, (counts.get(branch.name) ?? 0) + 1)
  }
  const [first, second] = [...counts].sort(([, a], [, b]) => b - a)
  if (first !== undefined && first[1] !== second?.[1]) return first[0]
  if (known.remoteHead !== undefined) return known.remoteHead
  return known.current !== undefined && /^(?:main|master|trunk)$/.test(known.current) ? known.current : undefined
}
