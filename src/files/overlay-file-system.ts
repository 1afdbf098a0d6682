import type { RepoPath } from '../source/repo-path.ts'
import type { FileEntry, FileSystem } from './file-system.ts'
import type { FileChange } from './transaction/file-change.ts'
import type { FileContent } from './transaction/file-content.ts'

/** A file system as it is once some changes are made, which are not. */
export function overlayFileSystem(files: FileSystem, changes: readonly FileChange[]): FileSystem {
  const changed = new Map<RepoPath, FileContent | undefined>(changes.map(({ path, after }) => [path, after]))
  const added = [...changed].flatMap(([path, content]): FileEntry[] =>
    content === undefined
      ? []
      : [
          {
            path,
            kind: 'file',
            size: content.bytes.length,
            ...(content.mode === 'executable' ? { isExecutable: true } : {}),
          },
        ],
  )
  return {
    entries: [...files.entries.filter(({ path }) => !changed.has(path)), ...added].sort((a, b) =>
      a.path < b.path ? -1 : 1,
    ),
    unreadable: files.unreadable,
    isIgnoredByGit: (path) => files.isIgnoredByGit(path),
    read: (path) =>
      changed.has(path) ? (changed.get(path)?.bytes ?? { path, reason: 'no such file' }) : files.read(path),
  }
}
