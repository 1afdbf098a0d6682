import type { FileTree } from '../../files/file-tree.ts'
import type { GitLogEntry } from '../../files/git-log.ts'
import type { RepoPath } from '../../source/repo-path.ts'
import type { SourceFile } from '../source-file.ts'

/** What a merge request would bring: the work tree against the commit at which its branch left another. */
export interface Change {
  /** The files that differ, sorted by path. Symbolic links are none. */
  readonly files: readonly ChangedFile[]
  /** The commits since then, newest first and children before parents. */
  readonly commits: readonly GitLogEntry[]
  /** Paths that differ from the commit that is checked out. */
  readonly uncommitted: ReadonlySet<RepoPath>
  /** What there was before. */
  readonly before: FileTree
}

/** A file that a change adds, changes or deletes; undefined where there is none. Contents are read when asked for. */
export interface ChangedFile {
  readonly path: RepoPath
  readonly before: SourceFile | undefined
  readonly after: SourceFile | undefined
}
