import type { FileEntry, FileSystem, ReadProblem } from './file-system.ts'

/** What a file system in memory can hold besides files. */
interface MemoryOptions {
  /** Paths of symbolic links. */
  readonly symlinks?: readonly string[]
  /** Paths that are there although Git ignores them. */
  readonly ignoredByGit?: readonly string[]
  readonly unreadable?: readonly ReadProblem[]
}

/** A file system of the given texts or bytes by path. For tests, documentation examples and previews. */
export function createMemoryFileSystem(
  files: Readonly<Record<string, string | Uint8Array>>,
  { symlinks = [], ignoredByGit = [], unreadable = [] }: MemoryOptions = {},
): FileSystem {
  const encoder = new TextEncoder()
  const contents = new Map(
    Object.entries(files).map(([path, content]) => [
      path,
      typeof content === 'string' ? encoder.encode(content) : content,
    ]),
  )
  const entries = [
    ...[...contents].map(([path, bytes]): FileEntry => ({ path, kind: 'file', size: bytes.length })),
    ...symlinks.map((path): FileEntry => ({ path, kind: 'symlink', size: 0 })),
  ]
  return {
    entries: entries.sort((a, b) => (a.path < b.path ? -1 : 1)),
    unreadable,
    isIgnoredByGit: (path) => ignoredByGit.includes(path),
    read: (path) => contents.get(path) ?? { path, reason: 'no such file' },
  }
}
