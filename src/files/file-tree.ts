import { isWithin } from '../source/is-within.ts'
import { parentDirectory } from '../source/parent-directory.ts'
import type { RepoPath } from '../source/repo-path.ts'
import type { FileSystem } from './file-system.ts'

/** Which files and directories there are, for resolving paths without touching the disk again. */
export interface FileTree {
  isFile(path: RepoPath): boolean
  isDirectory(path: RepoPath): boolean
  isSymlink(path: RepoPath): boolean
  isIgnoredByGit(path: RepoPath): boolean
  /** Whether a path is, or lies in, a directory that cannot be listed. */
  isUnreadable(path: RepoPath): boolean
  /** Names in a directory, sorted: files, symbolic links and directories. */
  childrenOf(directory: RepoPath): readonly string[]
  /** The path as it is on disk where only the letter case differs. */
  withOtherCase(path: RepoPath): RepoPath | undefined
}

/** Indexes what a file system lists. */
export function createFileTree(files: FileSystem): FileTree {
  const kinds = new Map<RepoPath, 'file' | 'symlink' | 'directory'>([['', 'directory']])
  const children = new Map<RepoPath, string[]>([['', []]])
  const byLowerCase = new Map<string, RepoPath>()

  const unreadable = files.unreadable.map(({ path }) => path)

  const add = (path: RepoPath, kind: 'file' | 'symlink' | 'directory'): void => {
    if (kinds.has(path)) return
    kinds.set(path, kind)
    byLowerCase.set(path.toLowerCase(), path)
    const parent = parentDirectory(path)
    if (kind === 'directory') children.set(path, [])
    add(parent, 'directory')
    children.get(parent)?.push(path.slice(parent === '' ? 0 : parent.length + 1))
  }
  for (const entry of files.entries) add(entry.path, entry.kind)
  for (const names of children.values()) names.sort()

  return {
    isFile: (path) => kinds.get(path) === 'file',
    isDirectory: (path) => kinds.get(path) === 'directory',
    isSymlink: (path) => kinds.get(path) === 'symlink',
    isIgnoredByGit: (path) => files.isIgnoredByGit(path),
    isUnreadable: (path) => unreadable.some((directory) => isWithin(path, directory)),
    childrenOf: (directory) => children.get(directory) ?? [],
    withOtherCase(path) {
      const found = byLowerCase.get(path.toLowerCase())
      return found === path ? undefined : found
    },
  }
}
