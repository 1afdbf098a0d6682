import type { GitLogEntry } from '../../files/git-log.ts'
import type { RepoPath } from '../../source/repo-path.ts'
import { promotionTrailers } from './promotion-trailers.ts'

/** What tells a hotfix from the target being behind. */
export interface HotfixQuestion {
  /** The commits to the target since its last promotion, newest first. */
  readonly history: readonly GitLogEntry[]
  /** Whether there was no promotion before: a commit that set both environments up is then the common beginning. */
  readonly isFirst: boolean
  /** The paths of the target that the promotion would change. */
  readonly changed: ReadonlySet<RepoPath>
  /** The path in the source that a path in the target comes from. */
  readonly sourceOf: (path: RepoPath) => RepoPath | undefined
  /** The paths of the source that each commit changes, by the commit's hash. */
  readonly sourceChanges: ReadonlyMap<string, ReadonlySet<RepoPath>>
  /** Whether the target's file is one that the source had once: the target is behind, and nothing is lost. */
  readonly wasInSource: (path: RepoPath) => boolean
}

/**
 * The commits that gave the target something which the source never had and which the promotion would take away, newest
 * first: hotfixes. Promotions are none, nor is a commit that made the same change to both.
 */
export function listHotfixes(question: HotfixQuestion): readonly GitLogEntry[] {
  const { history, isFirst, changed, sourceOf, sourceChanges, wasInSource } = question
  const judged = new Map<RepoPath, boolean>()
  const isOwn = (path: RepoPath): boolean => {
    const known = judged.get(path) ?? !wasInSource(path)
    judged.set(path, known)
    return known
  }
  return history.filter(({ hash, trailers, paths }) => {
    if (trailers.has(promotionTrailers.target) || trailers.has(promotionTrailers.reverts)) return false
    const inSource = sourceChanges.get(hash)
    if (isFirst && inSource !== undefined) return false
    return paths.some((path) => {
      if (!changed.has(path) || inSource?.has(sourceOf(path) ?? '')) return false
      return isOwn(path)
    })
  })
}
