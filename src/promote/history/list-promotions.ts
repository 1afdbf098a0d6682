import type { GitLogEntry } from '../../files/git-log.ts'
import type { RepoPath } from '../../source/repo-path.ts'
import type { Promotion } from './promotion.ts'
import { promotionTrailers } from './promotion-trailers.ts'
import { type Reverts, readReverts } from './read-reverts.ts'

/**
 * The promotions in a history, newest first. One that a later commit reverts, be it by `gitops rollback` or `git revert`,
 * is marked, unless that commit was reverted itself.
 */
export function listPromotions(
  history: readonly GitLogEntry[],
  { reverted }: Reverts = readReverts(history),
): readonly Promotion[] {
  const promotions: Promotion[] = []
  for (const { hash, author, date, subject, trailers } of history) {
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
      isDirty: trailers.has(promotionTrailers.dirty),
      trees: readTrees(trailers.get(promotionTrailers.tree) ?? ''),
      part: trailers.get(promotionTrailers.part),
      keepsTarget: trailers.has(promotionTrailers.kept),
      isWhole: !trailers.has(promotionTrailers.part),
      isReplacement: !trailers.has(promotionTrailers.part) && !trailers.has(promotionTrailers.kept),
      isReverted: reverted.has(hash),
    })
  }
  return promotions
}

/** `clusters/production=<hash> my apps/production=<hash>`: names may have spaces. */
function readTrees(trailer: string): ReadonlyMap<RepoPath, string> {
  const trees = new Map<RepoPath, string>()
  let words: string[] = []
  for (const word of trailer.split(' ')) {
    words.push(word)
    const [, end, hash] = /^(.*)=([0-9a-f]{40,64})$/.exec(word) ?? []
    if (end === undefined || hash === undefined) continue
    trees.set([...words.slice(0, -1), end].join(' '), hash)
    words = []
  }
  return trees
}
