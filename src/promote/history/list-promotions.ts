import type { GitLogEntry } from '../../files/git-log.ts'
import type { Promotion } from './promotion.ts'
import { promotionTrailers } from './promotion-trailers.ts'

/**
 * The promotions in a history, newest first. One that a later commit reverts, be it by `gitops rollback` or `git revert`,
 * is marked, unless that commit was reverted itself.
 */
export function listPromotions(history: readonly GitLogEntry[]): readonly Promotion[] {
  const reverted = new Set<string>()
  const promotions: Promotion[] = []
  // Children come before their parents, so whatever reverts a commit has been seen before it.
  for (const { hash, author, date, subject, trailers, reverts } of history) {
    if (!reverted.has(hash)) {
      const named = trailers.get(promotionTrailers.reverts)
      for (const one of named === undefined ? reverts : [...reverts, named]) reverted.add(one)
    }
    const source = trailers.get(promotionTrailers.source)
    const target = trailers.get(promotionTrailers.target)
    const sourceCommit = trailers.get(promotionTrailers.commit)
    if (source === undefined || target === undefined || sourceCommit === undefined) continue
    promotions.push({
      commit: hash,
      author,
      date,
      subject,
      source,
      target,
      sourceCommit,
      isWhole: !trailers.has(promotionTrailers.part),
      isReplacement: !trailers.has(promotionTrailers.part) && !trailers.has(promotionTrailers.kept),
      isReverted: reverted.has(hash),
    })
  }
  return promotions
}
