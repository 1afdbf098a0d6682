import type { GitLogEntry } from '../../files/git-log.ts'
import type { RepoPath } from '../../source/repo-path.ts'
import { leaveOutCancelled } from './leave-out-cancelled.ts'
import { promotionTrailers } from './promotion-trailers.ts'
import type { Reverts } from './read-reverts.ts'

/**
 * The commits, newest first, that gave the target what is lost: those that touch the paths, without promotions and what
 * cancels out. Where none is left, as when a promotion's own commit was amended, all that touch them.
 */
export function listHotfixes(
  history: readonly GitLogEntry[],
  lost: ReadonlySet<RepoPath>,
  reverts: Reverts,
): readonly GitLogEntry[] {
  const touching = history.filter(({ paths }) => paths.some((path) => lost.has(path)))
  const standing = leaveOutCancelled(touching, reverts).filter(
    ({ trailers }) => !trailers.has(promotionTrailers.target),
  )
  return standing.length > 0 ? standing : touching
}

/** What tells who set a file of the target up. */
export interface BeginningQuestion {
  /** The commits to the target and to the source, newest first and from their beginning on. */
  readonly target: readonly GitLogEntry[]
  readonly source: readonly GitLogEntry[]
}

/**
 * The test whether a commit set up a file of the target and, at the same time, some file of the source: what was
 * imported together was meant to differ.
 */
export function createImportTest({ target, source }: BeginningQuestion): (hash: string, path: RepoPath) => boolean {
  const beginning = listBeginnings(target)
  const imports = new Set(listBeginnings(source).values())
  return (hash, path) => beginning.get(path) === hash && imports.has(hash)
}

/** The oldest commit of each path. */
function listBeginnings(history: readonly GitLogEntry[]): ReadonlyMap<RepoPath, string> {
  return new Map(history.flatMap(({ hash, paths }) => paths.map((path) => [path, hash] as const)))
}
