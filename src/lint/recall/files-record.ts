import { createHash } from 'node:crypto'
import type { FileSystem } from '../../files/file-system.ts'
import type { RepoPath } from '../../source/repo-path.ts'
import { hashContent, type WatchedFiles } from './watched-files.ts'

/** All that a run has seen of a tree of files. */
export interface FilesRecord {
  /** A hash of what there is: paths and kinds. */
  readonly listing: string
  /** Files that were not read: their size alone counts. They are few. */
  readonly unread: readonly RepoPath[]
  /** A hash of the contents of all others. */
  readonly contents: string
  /** What Git's ignore rules said of paths that were asked for. */
  readonly ignored: readonly (readonly [RepoPath, boolean])[]
}

/** What a run has seen of the files that it asked. */
export function recordFiles({ files, contents, ignored }: WatchedFiles): FilesRecord {
  const unread = files.entries.flatMap(({ path }) => (contents.has(path) ? [] : [path]))
  return {
    listing: hashListing(files),
    unread,
    contents: hashContents(files, new Set(unread), (path) => contents.get(path) ?? ''),
    ignored: [...ignored],
  }
}

/** Whether a run would see the same again. `hashOf` gives the hash of a file's content, which is read for it. */
export function isAsRecorded(record: FilesRecord, files: FileSystem, hashOf: (path: RepoPath) => string): boolean {
  return (
    record.listing === hashListing(files) &&
    record.ignored.every(([path, answer]) => files.isIgnoredByGit(path) === answer) &&
    record.contents === hashContents(files, new Set(record.unread), hashOf)
  )
}

/** Reads each file at most once for its hash. */
export function createHasher(files: FileSystem): (path: RepoPath) => string {
  const known = new Map<RepoPath, string>()
  return (path) => {
    const hash = known.get(path) ?? hashContent(files.read(path))
    known.set(path, hash)
    return hash
  }
}

/** A hash of what there is in a tree of files, whatever the files hold. */
export function hashListing({ entries, unreadable, submodules = [] }: FileSystem): string {
  const hash = createHash('sha256')
  for (const { path, kind, isExecutable = false } of entries) hash.update(`${kind} ${isExecutable} ${path}\0`)
  return hash.update(JSON.stringify([unreadable, submodules])).digest('hex')
}

function hashContents(
  { entries }: FileSystem,
  unread: ReadonlySet<RepoPath>,
  hashOf: (path: RepoPath) => string,
): string {
  const hash = createHash('sha256')
  for (const { path, size } of entries) hash.update(unread.has(path) ? `size ${size}\0` : `${hashOf(path)}\0`)
  return hash.digest('hex')
}
