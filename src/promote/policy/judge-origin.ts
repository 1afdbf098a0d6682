import type { GitLogEntry } from '../../files/git-log.ts'
import type { Change } from '../../model/change/change.ts'
import type { EnvironmentFile } from '../../model/change/environment-change.ts'
import type { RepoPath } from '../../source/repo-path.ts'
import { promotionTrailers } from '../history/promotion-trailers.ts'

/** Tells what changed a file of an environment that is called by any of the names. */
export type OriginJudge = (path: RepoPath, names: readonly string[]) => EnvironmentFile['by']

/**
 * Reads from the commits of a change where its files come from. A promotion that replaces all hides what was done by hand
 * before; one of a part, or that keeps what the target has, does not. What merges resolve is nobody's promotion, and what
 * they only bring along is judged by its own commits.
 */
export function createOriginJudge({ commits, uncommitted }: Change): OriginJudge {
  const byPath = new Map<RepoPath, GitLogEntry[]>()
  for (const commit of commits) {
    if (commit.parents.length > 1) continue
    for (const path of commit.paths) {
      const known = byPath.get(path)
      if (known === undefined) byPath.set(path, [commit])
      else known.push(commit)
    }
  }
  return (path, names) => {
    if (uncommitted.has(path)) return 'hand'
    let found: EnvironmentFile['by'] | undefined
    for (const commit of byPath.get(path) ?? []) {
      const by = judgeCommit(commit, names)
      if (by === 'hand') return by
      found ??= by
      if (by === 'promotion' && isReplacement(commit)) break
    }
    return found ?? 'hand'
  }
}

/** A promotion to another environment is none here. Whatever `git revert` takes back was there before. */
function judgeCommit({ trailers, reverts }: GitLogEntry, names: readonly string[]): EnvironmentFile['by'] {
  if (trailers.has(promotionTrailers.reverts) || reverts.length > 0) return 'rollback'
  const target = trailers.get(promotionTrailers.target)
  return target !== undefined && names.includes(target) && trailers.has(promotionTrailers.source) ? 'promotion' : 'hand'
}

function isReplacement({ trailers }: GitLogEntry): boolean {
  return !trailers.has(promotionTrailers.part) && !trailers.has(promotionTrailers.kept)
}
