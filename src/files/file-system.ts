import type { RepoPath } from '../source/repo-path.ts'

/** One thing in a tree of files. Directories are not listed: Git has none without files. */
export interface FileEntry {
  readonly path: RepoPath
  readonly kind: 'file' | 'symlink'
  /** Bytes; 0 for a symbolic link. */
  readonly size: number
  /** Whether it may be run. */
  readonly isExecutable?: boolean
}

/** Something that could not be listed or read, and why, in the words of the operating system. */
export interface ReadProblem {
  readonly path: RepoPath
  readonly reason: string
}

/** A tree of files to read: on disk, in memory, or of a revision. It never shows anything outside its root. */
export interface FileSystem {
  /** Every file and symbolic link, sorted by path. */
  readonly entries: readonly FileEntry[]
  /** Directories that could not be listed. */
  readonly unreadable: readonly ReadProblem[]
  /** Where Git has a submodule: another repository, whose files are not listed. */
  readonly submodules?: readonly RepoPath[]
  /** Whether a path is on disk although Git ignores it, so that Flux will never see it. */
  isIgnoredByGit(path: RepoPath): boolean
  /** The bytes of a listed file, or why they cannot be had. */
  read(path: RepoPath): Uint8Array | ReadProblem
}
