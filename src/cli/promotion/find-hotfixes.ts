import { listGitBlobHistory } from '../../files/git-blob-history.ts'
import { readGitBlobs } from '../../files/git-blobs.ts'
import { type GitLogEntry, listGitLog } from '../../files/git-log.ts'
import type { FileChange } from '../../files/transaction/file-change.ts'
import type { FileContent } from '../../files/transaction/file-content.ts'
import { isLost } from '../../promote/history/is-lost.ts'
import { leaveOutCancelled } from '../../promote/history/leave-out-cancelled.ts'
import { createImportTest, listHotfixes } from '../../promote/history/list-hotfixes.ts'
import { promotionTrailers } from '../../promote/history/promotion-trailers.ts'
import type { Reverts } from '../../promote/history/read-reverts.ts'
import { composeFile } from '../../promote/plan/compose-file.ts'
import { isSameContent } from '../../promote/plan/is-same-content.ts'
import { mapPath } from '../../promote/plan/map-path.ts'
import type { PromotionPlan } from '../../promote/plan/promotion-plan.ts'
import { rewriteContent } from '../../promote/plan/rewrite-content.ts'
import type { RepoPath } from '../../source/repo-path.ts'
import type { PromotionScope } from './open-promotion-scope.ts'
import { hasCommit, type PromotionBase } from './read-base.ts'

/** Contents of a file that are looked at, newest first, to see whether the target is only behind. */
const maximumContents = 200
/** For asking Git in parts: contents of manifests are small. */
const averageSize = 4096

/** What the target has by its own doing and a plan would take away. */
export interface Hotfixes {
  /** Newest first. */
  readonly commits: readonly GitLogEntry[]
  /** The files of the target. */
  readonly paths: readonly RepoPath[]
}

/**
 * Finds what a plan would take away from the target that no promotion has written. Where promotions are known, they tell:
 * what differs from their work must be in the result, or be what the source had since. Where none is known, whatever
 * was committed to the target counts, apart from what was imported together with the source.
 */
export async function findHotfixes(
  scope: PromotionScope,
  { changes }: Pick<PromotionPlan, 'changes'>,
  base: PromotionBase | undefined,
  reverts: Reverts,
): Promise<Hotfixes> {
  const isKnown = base?.isKnown ?? (() => false)
  const known =
    base === undefined
      ? []
      : await findLost(
          scope,
          changes.filter(({ path }) => isKnown(path)),
          base,
        )
  const unknown = changes.filter(({ path }) => !isKnown(path))
  const [first, later] = await Promise.all([
    unknown.length === 0 ? { history: [], paths: [] } : findUnpromoted(scope, unknown, reverts),
    base === undefined || known.length === 0 ? [] : listTargetLog(scope, known, base.since.commit),
  ])
  const paths = [...known, ...first.paths].sort()
  if (paths.length === 0) return { commits: [], paths }
  const commits = new Map<string, GitLogEntry>()
  for (const one of listHotfixes(first.history, new Set(first.paths), reverts)) commits.set(one.hash, one)
  for (const one of listHotfixes(later, new Set(known), reverts)) commits.set(one.hash, one)
  return { commits: [...commits.values()], paths }
}

/** Files with something that is neither from promotions, nor in the result, nor was in the source since. */
async function findLost(
  scope: PromotionScope,
  changes: readonly FileChange[],
  { files, since }: PromotionBase,
): Promise<readonly RepoPath[]> {
  const lost = changes.filter(({ path, before, after }) =>
    isLost({ path, base: files.get(path), target: before, result: after }),
  )
  if (lost.length === 0) return []
  const from = (await hasCommit(scope.root, since.sourceCommit)) ? since.sourceCommit : since.commit
  const wasInSource = await createSourceTest(scope, lost, from)
  return lost.filter((change) => !wasInSource(change)).map(({ path }) => path)
}

/** The commits since a promotion; also those of merged branches where the history alone does not tell. */
async function listTargetLog(
  { root, pairs }: PromotionScope,
  paths: readonly RepoPath[],
  from: string,
): Promise<readonly GitLogEntry[]> {
  const question = { to: 'HEAD', from, paths: pairs.map(({ to }) => to) }
  const wanted = new Set(paths)
  const isTouching = (entry: GitLogEntry): boolean => entry.paths.some((path) => wanted.has(path))
  const history = (await listGitLog(root, question)).filter(isTouching)
  if (history.length > 0) return history
  const full = (await listGitLog(root, { ...question, full: true })).filter(isTouching)
  // The work of nobody since: the promotion's own commit was amended.
  return full.length > 0 ? full : (await listGitLog(root, { to: from, paths: question.paths })).slice(0, 1)
}

/** Files of a target without promotions that were committed to it, with the commits. */
async function findUnpromoted(
  scope: PromotionScope,
  changes: readonly FileChange[],
  reverts: Reverts,
): Promise<{ readonly history: readonly GitLogEntry[]; readonly paths: readonly RepoPath[] }> {
  const { root, source, pairs } = scope
  const [target, theirs] = await Promise.all([
    listGitLog(root, { to: 'HEAD', paths: pairs.map(({ to }) => to) }),
    listGitLog(root, { to: source.commit, paths: pairs.map(({ from }) => from) }),
  ])
  const isImport = createImportTest({ target, source: theirs })
  const history = leaveOutCancelled(target, reverts)
    .filter(({ trailers }) => !trailers.has(promotionTrailers.target))
    .map((entry) => ({ ...entry, paths: entry.paths.filter((path) => !isImport(entry.hash, path)) }))
  const touched = new Set(history.flatMap(({ paths }) => paths))
  const doubtful = changes.filter(({ path }) => touched.has(path))
  const wasInSource = doubtful.length === 0 ? () => true : await createSourceTest(scope, doubtful, undefined)
  return { history, paths: doubtful.filter((change) => !wasInSource(change)).map(({ path }) => path) }
}

/** The test whether the target's file is one that the source had after some commit, or ever: it is only behind. */
async function createSourceTest(
  { root, source, target, pairs }: PromotionScope,
  changes: readonly FileChange[],
  since: string | undefined,
): Promise<(change: FileChange) => boolean> {
  const reversed = pairs.map(({ from, to }) => ({ from: to, to: from }))
  const paths = changes.flatMap(({ path }) => mapPath(path, reversed) ?? [])
  const range = since === undefined ? {} : { from: since }
  const blobs = await listGitBlobHistory(root, { to: source.commit, ...range, paths })
  const wanted = [...blobs.values()].flatMap((hashes) => hashes.slice(0, maximumContents))
  const contents = await readGitBlobs(
    root,
    [...new Set(wanted)].map((blob) => ({ blob, size: averageSize })),
  )
  const { keepFields } = target.repository.layout.promotion
  return ({ path, before }) => {
    const from = mapPath(path, reversed)
    // What the target deleted and the source has is a decision of the target.
    if (from === undefined || before === undefined) return false
    return (blobs.get(from) ?? []).slice(0, maximumContents).some((blob) => {
      const bytes = contents.get(blob)
      if (bytes === undefined) return false
      const then: FileContent = { bytes, mode: before.mode }
      const { content } = rewriteContent(from, then, pairs)
      const { after } = composeFile({ path, source: content, target: before, base: undefined, keepFields }, 'all')
      return isSameContent(after, before)
    })
  }
}
