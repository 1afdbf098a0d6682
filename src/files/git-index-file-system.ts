import type { RepoPath } from '../source/repo-path.ts'
import type { FileSystem, ReadProblem } from './file-system.ts'
import { type GitBlob, readGitBlobs } from './git-blobs.ts'
import { type GitIndexEntry, listGitIndex } from './git-index-entries.ts'
import { runGitNow } from './run-git.ts'

/** Larger files are read when they are asked for. */
const maximumFile = 1024 * 1024
/** Bytes that are kept in memory. */
const maximumTotal = 256 * 1024 * 1024

/** Where the index is, and what is not in it. */
export interface GitIndexQuestion {
  /** The file of another index than the usual one. */
  readonly index: string | undefined
  /** Paths on disk that Git ignores, as {@link GitContext} gives them. */
  readonly ignored: readonly string[]
}

/**
 * The files below a directory as the next commit would have them: of a file that is staged in part that part, and nothing
 * of what is only in the work tree. Contents are what is committed, without filters, as Flux gets them.
 * Throws a UserError where there is no repository, or a conflict is not resolved.
 */
export async function openGitIndex(directory: string, { index, ignored }: GitIndexQuestion): Promise<FileSystem> {
  const listed = await listGitIndex(directory, index)
  const files = listed.filter(({ kind }) => kind !== 'submodule')
  const byPath = new Map(files.map((entry) => [entry.path, entry]))
  const contents = await readGitBlobs(directory, chooseBlobs(files))
  const read = (path: RepoPath): Uint8Array | ReadProblem => {
    const entry = byPath.get(path)
    if (entry === undefined) return { path, reason: 'no such file' }
    if (entry.kind === 'symlink') return { path, reason: 'it is a symbolic link' }
    if (!entry.isText) return { path, reason: 'its name is not UTF-8' }
    if (entry.size === undefined) return { path, reason: 'Git does not have its content' }
    const content = contents.get(entry.blob) ?? runGitNow(directory, ['cat-file', 'blob', entry.blob], entry.size)
    return content ?? { path, reason: 'Git does not have its content' }
  }
  const ignoredPaths = new Set(ignored)
  return {
    entries: files.map(({ path, kind, size, isText, isExecutable }) => ({
      path,
      kind: kind === 'symlink' ? kind : 'file',
      size: kind === 'file' && isText ? (size ?? 0) : 0,
      ...(isExecutable ? { isExecutable } : {}),
    })),
    unreadable: [],
    submodules: listed.filter(({ kind }) => kind === 'submodule').map(({ path }) => path),
    isIgnoredByGit: (path) => !byPath.has(path) && pathsTo(path).some((one) => ignoredPaths.has(one)),
    read,
  }
}

/** The path, and each directory above it with a slash at its end. */
function pathsTo(path: RepoPath): readonly string[] {
  const parts = path.split('/')
  return [path, ...parts.map((_, index) => `${parts.slice(0, index + 1).join('/')}/`)]
}

/** Each blob once, in the order of their paths, until the bound is reached. */
function chooseBlobs(entries: readonly GitIndexEntry[]): readonly GitBlob[] {
  const chosen = new Map<string, GitBlob>()
  let total = 0
  for (const { kind, blob, size } of entries) {
    if (kind !== 'file' || size === undefined || chosen.has(blob)) continue
    if (size > maximumFile || total + size > maximumTotal) continue
    chosen.set(blob, { blob, size })
    total += size
  }
  return [...chosen.values()]
}
