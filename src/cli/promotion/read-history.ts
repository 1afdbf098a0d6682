import { listGitBlobHistory } from '../../files/git-blob-history.ts'
import { readGitBlobs } from '../../files/git-blobs.ts'
import { type GitLogEntry, listGitLog } from '../../files/git-log.ts'
import type { FileContent } from '../../files/transaction/file-content.ts'
import { listHotfixes } from '../../promote/history/list-hotfixes.ts'
import { listPromotions } from '../../promote/history/list-promotions.ts'
import type { Promotion } from '../../promote/history/promotion.ts'
import { composeFile } from '../../promote/plan/compose-file.ts'
import { isSameContent } from '../../promote/plan/is-same-content.ts'
import { mapPath } from '../../promote/plan/map-path.ts'
import type { PromotionPlan } from '../../promote/plan/promotion-plan.ts'
import { rewriteContent } from '../../promote/plan/rewrite-content.ts'
import { isWithin } from '../../source/is-within.ts'
import type { RepoPath } from '../../source/repo-path.ts'
import type { PromotionScope } from './open-promotion-scope.ts'

/** Contents of a file that are looked at, newest first, to see whether the target is only behind. */
const maximumContents = 200

/** The promotions to an environment that are in the history of what is checked out, newest first. */
export async function readPromotions(root: string, directories: readonly RepoPath[]): Promise<readonly Promotion[]> {
  return listPromotions(await listGitLog(root, { to: 'HEAD', paths: directories, full: true }))
}

/** The commits to the target since a promotion that the plan would take away, newest first. */
export async function findHotfixes(
  { root, source, target, pairs }: PromotionScope,
  plan: PromotionPlan,
  last: Promotion | undefined,
): Promise<readonly GitLogEntry[]> {
  const since = last === undefined ? {} : { from: last.commit }
  const history = await listGitLog(root, { to: 'HEAD', ...since, paths: pairs.map(({ to }) => to) })
  const touched = new Set(history.flatMap(({ paths }) => paths))
  const changed = new Map(plan.changes.filter(({ path }) => touched.has(path)).map((change) => [change.path, change]))
  if (changed.size === 0) return []
  const reversed = pairs.map(({ from, to }) => ({ from: to, to: from }))
  const sourceOf = (path: RepoPath): RepoPath | undefined => mapPath(path, reversed)
  const sourceHistory = await listGitLog(root, { to: source.commit, ...since, paths: pairs.map(({ from }) => from) })

  const paths = [...changed.keys()].flatMap((path) => sourceOf(path) ?? [])
  const blobs = await listGitBlobHistory(root, { to: source.commit, paths })
  const wanted = [...blobs.values()].flatMap((hashes) => hashes.slice(0, maximumContents))
  const contents = await readGitBlobs(
    root,
    [...new Set(wanted)].map((blob) => ({ blob, size: averageSize })),
  )
  const wasInSource = (path: RepoPath): boolean => {
    const before = changed.get(path)?.before
    const from = sourceOf(path)
    if (from === undefined) return false
    // What the target deleted and the source has is a decision of the target.
    if (before === undefined) return false
    return (blobs.get(from) ?? []).slice(0, maximumContents).some((blob) => {
      const bytes = contents.get(blob)
      if (bytes === undefined) return false
      const then: FileContent = { bytes, mode: before.mode }
      const { content } = rewriteContent(from, then, pairs)
      const { keepFields } = target.repository.layout.promotion
      const { after } = composeFile({ path, source: content, target: before, base: undefined, keepFields }, 'all')
      return isSameContent(after, before)
    })
  }
  return listHotfixes({
    history,
    isFirst: last === undefined,
    changed: new Set(changed.keys()),
    sourceOf,
    sourceChanges: new Map(sourceHistory.map(({ hash, paths: changes }) => [hash, new Set(changes)])),
    wasInSource,
  })
}

/** For asking Git in parts: contents of manifests are small. */
const averageSize = 4096

/** Commits since the last promotion. */
export interface CarriedHistory {
  /** Those of the source, newest first. */
  readonly commits: readonly GitLogEntry[]
  /** What the target has already through files that both load, by path, with the commits. */
  readonly alreadyLive: readonly { readonly path: RepoPath; readonly commits: readonly GitLogEntry[] }[]
}

/** What happened to the source, and to what it shares with the target, since the last promotion from it. */
export async function readCarriedHistory(
  { root, source, target, pairs }: PromotionScope,
  last: Promotion | undefined,
): Promise<CarriedHistory> {
  const since = last === undefined ? {} : { from: last.sourceCommit }
  const commits = await listGitLog(root, { to: source.commit, ...since, paths: pairs.map(({ from }) => from) })
  if (last === undefined) return { commits, alreadyLive: [] }
  const shared = listSharedFiles({ source, target, pairs })
  const all = shared.size === 0 ? [] : await listGitLog(root, { to: 'HEAD', ...since, paths: [''] })
  const byPath = new Map<RepoPath, GitLogEntry[]>()
  for (const commit of all) {
    for (const path of commit.paths) if (shared.has(path)) byPath.set(path, [...(byPath.get(path) ?? []), commit])
  }
  const alreadyLive = [...byPath].map(([path, some]) => ({ path, commits: some }))
  return { commits, alreadyLive: alreadyLive.sort((a, b) => (a.path < b.path ? -1 : 1)) }
}

/** Files outside of both environments that clusters of both load. */
function listSharedFiles({
  source,
  target,
  pairs,
}: Pick<PromotionScope, 'source' | 'target' | 'pairs'>): Set<RepoPath> {
  const filesOf = ({ repository }: PromotionScope['target'], side: 'from' | 'to'): Set<RepoPath> => {
    const closures = [...repository.closures.values()].filter(({ cluster }) =>
      pairs.some((pair) => isWithin(cluster.directory, pair[side])),
    )
    return new Set(closures.flatMap(({ files }) => [...files.keys()]))
  }
  const theirs = filesOf(source, 'from')
  const isEnvironment = (path: RepoPath): boolean =>
    pairs.some(({ from, to }) => isWithin(path, from) || isWithin(path, to))
  return new Set([...filesOf(target, 'to')].filter((path) => theirs.has(path) && !isEnvironment(path)))
}
