import type { Cache } from '../../files/cache/cache.ts'
import type { FileSystem } from '../../files/file-system.ts'
import type { RepoPath } from '../../source/repo-path.ts'
import { createHasher, type FilesRecord, hashListing, isAsRecorded, recordFiles } from './files-record.ts'
import type { WatchedFiles } from './watched-files.ts'

/** What was computed once, and all that it was computed from. */
interface Run<T> {
  readonly files: FilesRecord
  /** Other trees that were looked at, by name; null for one that was not there. */
  readonly others: Readonly<Record<string, FilesRecord | null>>
  readonly result: T
}

/** What a result depends on beside the files, and a tree of files. */
export interface RecallQuestion {
  /** Texts that name the program, what is asked of it, and whatever else it depends on. */
  readonly given: readonly unknown[]
  readonly files: FileSystem
}

/** What was computed before. */
export interface Recalled<T> {
  readonly result: T
  /** Names all that it was computed from: another state has another name. */
  readonly state: string
  /** Files that it was computed without, so that `state` does not tell what they hold. */
  readonly unread: readonly RepoPath[]
  /** The hash of a file in that state. */
  readonly hashOf: (path: RepoPath) => string
}

/** States of the same files that are remembered: one goes back and forth between branches. */
const maximumRuns = 4

/**
 * What was computed before from the same; undefined where nothing was, or something is not as it was then. `openOther`
 * opens a tree that was looked at besides.
 */
export async function recall<T>(
  cache: Cache,
  { given, files }: RecallQuestion,
  openOther: (name: string) => Promise<FileSystem | undefined>,
): Promise<Recalled<T> | undefined> {
  const key = keyOf(given, files)
  const runs = readRuns<T>(cache, key)
  const hashOf = createHasher(files)
  for (const run of runs) {
    if (!isAsRecorded(run.files, files, hashOf)) continue
    const others = await Promise.all(
      Object.entries(run.others).map(async ([name, record]) => {
        const other = await openOther(name)
        if (other === undefined || record === null) return other === undefined && record === null
        return isAsRecorded(record, other, createHasher(other))
      }),
    )
    if (!others.every((isSame) => isSame)) continue
    const { result, ...seen } = run
    return { result, state: JSON.stringify([key, seen]), unread: run.files.unread, hashOf }
  }
  return undefined
}

/** Remembers a result, plain data, with all that was seen on the way to it. */
export function remember<T>(
  cache: Cache,
  given: RecallQuestion['given'],
  watched: WatchedFiles,
  others: ReadonlyMap<string, WatchedFiles | undefined>,
  result: T,
): void {
  const key = keyOf(given, watched.files)
  const run: Run<T> = {
    files: recordFiles(watched),
    others: Object.fromEntries([...others].map(([name, other]) => [name, other ? recordFiles(other) : null])),
    result,
  }
  const older = readRuns<T>(cache, key).filter(({ files }) => files.contents !== run.files.contents)
  cache.write(key, JSON.stringify([run, ...older].slice(0, maximumRuns)))
}

function keyOf(given: RecallQuestion['given'], files: FileSystem): string {
  return JSON.stringify([...given, hashListing(files)])
}

function readRuns<T>(cache: Cache, key: string): readonly Run<T>[] {
  const text = cache.read(key)
  return text === undefined ? [] : (JSON.parse(text) as readonly Run<T>[])
}
