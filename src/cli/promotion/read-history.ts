import { type GitLogEntry, listGitLog } from '../../files/git-log.ts'
import type { Promotion } from '../../promote/history/promotion.ts'
import { isWithin } from '../../source/is-within.ts'
import type { RepoPath } from '../../source/repo-path.ts'
import type { PromotionScope } from './open-promotion-scope.ts'
import { hasCommit } from './read-base.ts'
import { readPast } from './read-past.ts'

/** The promotions to an environment that are in the history of what is checked out, newest first. */
export async function readPromotions(root: string, directories: readonly RepoPath[]): Promise<readonly Promotion[]> {
  return (await readPast(root, directories)).promotions
}

/** Commits since the last promotion. */
export interface CarriedHistory {
  /** Those of the source, newest first. */
  readonly commits: readonly GitLogEntry[]
  /** What the target has already through files that both load, by path, with the commits. */
  readonly alreadyLive: readonly { readonly path: RepoPath; readonly commits: readonly GitLogEntry[] }[]
  /** What to know about it. */
  readonly notes: readonly string[]
}

/** What happened to the source, and to what it shares with the target, since the last promotion from it. */
export async function readCarriedHistory(
  { root, source, target, pairs }: PromotionScope,
  last: Promotion | undefined,
): Promise<CarriedHistory> {
  const isGone = last !== undefined && !(await hasCommit(root, last.sourceCommit))
  const notes = isGone
    ? [
        `The commit ${last.sourceCommit.slice(0, 10)}, which the last promotion took, is not in this repository, as ` +
          'after a rebase, a squash or in a shallow clone: commits are counted from that promotion on.',
      ]
    : []
  const since = last === undefined ? {} : { from: isGone ? last.commit : last.sourceCommit }
  const commits = await listGitLog(root, { to: source.commit, ...since, paths: pairs.map(({ from }) => from) })
  if (last === undefined) return { commits, alreadyLive: [], notes }
  const shared = listSharedFiles({ source, target, pairs })
  const all = shared.size === 0 ? [] : await listGitLog(root, { to: 'HEAD', ...since, paths: [''] })
  const byPath = new Map<RepoPath, GitLogEntry[]>()
  for (const commit of all) {
    for (const path of commit.paths) if (shared.has(path)) byPath.set(path, [...(byPath.get(path) ?? []), commit])
  }
  const alreadyLive = [...byPath].map(([path, some]) => ({ path, commits: some }))
  return { commits, alreadyLive: alreadyLive.sort((a, b) => (a.path < b.path ? -1 : 1)), notes }
}

/** Files outside of both environments that clusters of both load. */
function listSharedFiles({
  source,
  target,
  pairs,
}: Pick<PromotionScope, 'source' | 'target' | 'pairs'>): Set<RepoPath> {
  const filesOf = ({ repository }: PromotionScope['target'], side: 'from' | 'to'): Set<RepoPath> => {
    const clusters = repository.clusters.filter(({ directory }) =>
      pairs.some((pair) => isWithin(directory, pair[side])),
    )
    return new Set(clusters.flatMap(({ name }) => [...(repository.closures.get(name)?.files.keys() ?? [])]))
  }
  const theirs = filesOf(source, 'from')
  const isEnvironment = (path: RepoPath): boolean =>
    pairs.some(({ from, to }) => isWithin(path, from) || isWithin(path, to))
  return new Set([...filesOf(target, 'to')].filter((path) => theirs.has(path) && !isEnvironment(path)))
}
