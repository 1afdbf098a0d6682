import { findGitObjects } from '../../files/find-git-objects.ts'
import { readGitBlobs } from '../../files/git-blobs.ts'
import { findGitCommit } from '../../files/git-commit.ts'
import { listGitLog } from '../../files/git-log.ts'
import { readGitPrefix } from '../../files/git-prefix.ts'
import { readGitFiles } from '../../files/read-git-files.ts'
import type { FileContent } from '../../files/transaction/file-content.ts'
import type { Promotion } from '../../promote/history/promotion.ts'
import { type ReplayedChange, replayChange } from '../../promote/history/replay-change.ts'
import { composeFile } from '../../promote/plan/compose-file.ts'
import { isSameContent } from '../../promote/plan/is-same-content.ts'
import { mapPath } from '../../promote/plan/map-path.ts'
import { rewriteContent } from '../../promote/plan/rewrite-content.ts'
import { isWithin } from '../../source/is-within.ts'
import type { RepoPath } from '../../source/repo-path.ts'
import { UserError } from '../../source/user-error.ts'
import type { PromotionScope } from './open-promotion-scope.ts'

/** What promotions have written into the target: what the target has beyond it is its own doing. */
export interface PromotionBase {
  /** The last promotion of everything, with which it begins. */
  readonly since: Promotion
  /** By paths in the target, without what is the one's or the other's own. */
  readonly files: ReadonlyMap<RepoPath, FileContent>
  /** Whether the promotions concerned a path of the target: a directory may have come to the environment later. */
  readonly isKnown: (path: RepoPath) => boolean
  /** What to know about it. */
  readonly notes: readonly string[]
}

/**
 * The target as promotions alone have made it: its files at the last promotion of everything, and on top what later
 * promotions of a part, or those that kept the target, have changed. `promotions` to the target are in effect, newest
 * first. Undefined where there is none of everything.
 */
export async function readBase(
  scope: PromotionScope,
  promotions: readonly Promotion[],
): Promise<PromotionBase | undefined> {
  const { root, pairs } = scope
  const amended = await findAmended(root, promotions)
  const notes: string[] = []
  for (const since of promotions.filter(({ isReplacement }) => isReplacement)) {
    const beginning = await readBeginning(scope, since, amended.has(since.commit))
    if (beginning.note !== undefined) notes.push(beginning.note)
    if (beginning.files === undefined) continue
    const later = await listGitLog(root, {
      from: since.commit,
      to: 'HEAD',
      paths: pairs.map(({ to }) => to),
      full: true,
    })
    const pathsOf = new Map(later.map(({ hash, paths }) => [hash, paths]))
    const files = new Map(beginning.files)
    const replayed = promotions.filter(({ commit }) => pathsOf.has(commit) && commit !== since.commit).reverse()
    for (const { commit, isReplacement } of replayed) {
      // One of everything was spoken of above.
      if (isReplacement || !amended.has(commit)) continue
      notes.push(`${nameAmended(commit)}; what it changed counts as the target's own.`)
    }
    const trusted = replayed.filter(({ commit }) => !amended.has(commit))
    for (const change of await readChanges(root, trusted, pathsOf)) {
      const content = replayChange(change, files.get(change.path))
      if (content === undefined) files.delete(change.path)
      else files.set(change.path, content)
    }
    return { since, files: leaveOutOwn(files, scope), isKnown: createKnownTest(since), notes }
  }
  return undefined
}

/** The promotions whose commits hold other trees than they say: they were amended, rebased or squashed with others. */
async function findAmended(root: string, promotions: readonly Promotion[]): Promise<ReadonlySet<string>> {
  const prefix = await readGitPrefix(root)
  const asked = promotions.flatMap(({ commit, trees }) =>
    [...trees].map(([path, hash]) => ({ commit, hash, name: `${commit}:${prefix}${path}` })),
  )
  const objects = await findGitObjects(
    root,
    asked.map(({ name }) => name),
  )
  const amended = asked.filter(({ hash }, index) => {
    const object = objects[index]
    // A repository with longer hashes cannot be compared.
    return object === undefined || (object.hash.length === hash.length && object.hash !== hash)
  })
  return new Set(amended.map(({ commit }) => commit))
}

function nameAmended(commit: string): string {
  return `The commit ${commit.slice(0, 10)} does not hold what its promotion wrote: it was amended, rebased or squashed`
}

/** The target's files as a promotion of everything has made them; undefined where that cannot be told. */
async function readBeginning(
  scope: PromotionScope,
  since: Promotion,
  isAmended: boolean,
): Promise<{ readonly files: ReadonlyMap<RepoPath, FileContent> | undefined; readonly note: string | undefined }> {
  const { root, source, target, pairs } = scope
  const directories = pairs.map(({ to }) => to)
  if (!isAmended) return { files: await readGitFiles(root, since.commit, directories), note: undefined }
  const isReadable = !since.isDirty && since.source === source.name && (await hasCommit(root, since.sourceCommit))
  if (!isReadable) {
    return { files: undefined, note: `${nameAmended(since.commit)}; the promotion before it is what counts.` }
  }
  const present = await readGitFiles(root, since.commit, directories)
  const froms = pairs.map(({ from }) => from)
  const files = new Map<RepoPath, FileContent>()
  for (const [path, content] of await readGitFiles(root, since.sourceCommit, froms)) {
    const to = mapPath(path, pairs)
    if (to === undefined) continue
    const versions = { path: to, source: rewriteContent(path, content, pairs).content, target: present.get(to) }
    const { keepFields } = target.repository.layout.promotion
    const { after } = composeFile({ ...versions, base: undefined, keepFields }, 'all')
    if (after !== undefined) files.set(to, after)
  }
  // A filter for line ends, or a change to what is the cluster's own, makes another tree of the same work.
  const [mine, theirs] = [leaveOutOwn(present, scope), leaveOutOwn(files, scope)]
  if ([...mine.keys(), ...theirs.keys()].every((path) => isSameContent(mine.get(path), theirs.get(path)))) {
    return { files: present, note: undefined }
  }
  const note = `${nameAmended(since.commit)}; ${since.source} at ${since.sourceCommit.slice(0, 10)} is what counts.`
  return { files, note }
}

/** Whether a commit is there: after a rebase or a squash, what a message names may be gone. */
export async function hasCommit(root: string, commit: string): Promise<boolean> {
  return findGitCommit(root, commit).then(
    () => true,
    (error: unknown) => {
      if (error instanceof UserError) return false
      throw error
    },
  )
}

/** What each promotion, oldest first, changed in which file. */
async function readChanges(
  root: string,
  promotions: readonly Promotion[],
  pathsOf: ReadonlyMap<string, readonly RepoPath[]>,
): Promise<readonly ReplayedChange[]> {
  const prefix = await readGitPrefix(root)
  const changes = promotions.flatMap(({ commit }) => (pathsOf.get(commit) ?? []).map((path) => ({ commit, path })))
  const objects = await findGitObjects(
    root,
    changes.flatMap(({ commit, path }) => [`${commit}^1:${prefix}${path}`, `${commit}:${prefix}${path}`]),
  )
  const blobs = objects.flatMap((one) => (one?.type === 'blob' ? [{ blob: one.hash, size: one.size }] : []))
  const contents = await readGitBlobs(root, [...new Map(blobs.map((one) => [one.blob, one])).values()])
  const read = (index: number): FileContent | undefined => {
    const bytes = contents.get(objects[index]?.hash ?? '')
    return bytes === undefined ? undefined : { bytes, mode: 'file' }
  }
  return changes.map(({ path }, index) => ({ path, before: read(2 * index), after: read(2 * index + 1) }))
}

function leaveOutOwn(
  files: ReadonlyMap<RepoPath, FileContent>,
  { source, target, pairs }: PromotionScope,
): ReadonlyMap<RepoPath, FileContent> {
  const reversed = pairs.map(({ from, to }) => ({ from: to, to: from }))
  return new Map(
    [...files].filter(
      ([path]) => target.isOwn(path) === undefined && source.isOwn(mapPath(path, reversed) ?? path) === undefined,
    ),
  )
}

function createKnownTest({ trees }: Promotion): (path: RepoPath) => boolean {
  const directories = [...trees.keys()]
  return (path) => directories.length === 0 || directories.some((directory) => isWithin(path, directory))
}
