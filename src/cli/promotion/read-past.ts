import { findGitObjects } from '../../files/find-git-objects.ts'
import { type GitLogEntry, listGitLog } from '../../files/git-log.ts'
import { readGitPrefix } from '../../files/git-prefix.ts'
import { listPromotions } from '../../promote/history/list-promotions.ts'
import { markUndone, type PromotionStates } from '../../promote/history/mark-undone.ts'
import type { Promotion } from '../../promote/history/promotion.ts'
import { promotionTrailers } from '../../promote/history/promotion-trailers.ts'
import { type Reverts, readReverts } from '../../promote/history/read-reverts.ts'
import type { RepoPath } from '../../source/repo-path.ts'
import { UserError } from '../../source/user-error.ts'

/** Promotions whose state is compared with what is checked out. */
const maximumCompared = 200
/** Reverted merges whose commits are looked up. */
const maximumMerges = 50

/** What promotions have done to some directories. */
export interface Past {
  /** Newest first, those that were taken back among them. */
  readonly promotions: readonly Promotion[]
  /**
   * Those of them that nothing is left of, without a commit that calls itself a revert: somebody went back to an older
   * state by hand, which is a decision like any other.
   */
  readonly undoneByHand: ReadonlySet<string>
  readonly reverts: Reverts
}

/** Reads the promotions to some directories in the history of what is checked out. */
export async function readPast(root: string, directories: readonly RepoPath[]): Promise<Past> {
  const history = await listGitLog(root, { to: 'HEAD', paths: directories, full: true })
  const reverts = readReverts(history, await findMerged(root, history, directories))
  const listed = listPromotions(history, reverts)
  const promotions = markUndone(listed, await readStates(root, listed))
  return { promotions, undoneByHand: listUndoneByHand(history, promotions, reverts), reverts }
}

function listUndoneByHand(
  history: readonly GitLogEntry[],
  promotions: readonly Promotion[],
  { reverted }: Reverts,
): ReadonlySet<string> {
  const isPlain = ({ hash, subject, trailers }: GitLogEntry): boolean =>
    !trailers.has(promotionTrailers.target) &&
    !trailers.has(promotionTrailers.reverts) &&
    !reverted.has(hash) &&
    !/^(?:\S+: )?revert\b/i.test(subject)
  const newestPlain = history.findIndex(isPlain)
  if (newestPlain < 0) return new Set()
  const older = new Set(history.slice(newestPlain).map(({ hash }) => hash))
  return new Set(
    promotions.flatMap(({ commit, isReverted }) =>
      isReverted && !reverted.has(commit) && older.has(commit) ? [commit] : [],
    ),
  )
}

/** The commits that came with each merge that is reverted, by the name that the reverting commit gives the merge. */
async function findMerged(
  root: string,
  history: readonly GitLogEntry[],
  paths: readonly RepoPath[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const merges = history.flatMap(({ revertedMerges = [] }) => revertedMerges).slice(0, maximumMerges)
  const merged = new Map<string, readonly string[]>()
  for (const { merge, since } of merges) {
    const commits = await listGitLog(root, { from: since, to: merge, paths, full: true }).catch(ignoreUnknown)
    merged.set(
      merge,
      commits.map(({ hash }) => hash),
    )
  }
  return merged
}

/** After a rebase, what a message names may be gone. */
function ignoreUnknown(error: unknown): readonly never[] {
  if (error instanceof UserError) return []
  throw error
}

/** Git's trees before and after each promotion and now. */
async function readStates(
  root: string,
  promotions: readonly Promotion[],
): Promise<ReadonlyMap<string, PromotionStates>> {
  const asked = promotions
    .filter(({ isReverted, trees }) => !isReverted && trees.size > 0)
    .slice(0, maximumCompared)
    .map(({ commit, trees }) => ({ commit, directories: [...trees.keys()] }))
  const prefix = await readGitPrefix(root)
  const names = asked.flatMap(({ commit, directories }) =>
    [`${commit}^1`, commit, 'HEAD'].flatMap((revision) => [
      `${revision}^{commit}`,
      ...directories.map((directory) => `${revision}:${prefix}${directory}`),
    ]),
  )
  const objects = await findGitObjects(root, names)
  const states = new Map<string, PromotionStates>()
  let at = 0
  for (const { commit, directories } of asked) {
    const [before, after, now] = [0, 1, 2].map((index) => {
      const start = at + index * (directories.length + 1)
      const trees = objects.slice(start + 1, start + 1 + directories.length).map((one) => one?.hash ?? 'none')
      return { isKnown: objects[start] !== undefined, text: trees.join(' ') }
    })
    at += 3 * (directories.length + 1)
    // Where a shallow clone ends, what was before is not known.
    if (before?.isKnown && after !== undefined && now !== undefined) {
      states.set(commit, { before: before.text, after: after.text, now: now.text })
    }
  }
  return states
}
