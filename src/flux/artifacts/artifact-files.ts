import type { FileTree } from '../../files/file-tree.ts'
import type { Location } from '../../source/location.ts'
import type { RepoPath } from '../../source/repo-path.ts'
import type { IgnoreRule } from './compile-source-ignore.ts'

/** Why something that is in the repository is not in an artifact. */
export interface Absence {
  readonly reason: 'ignored' | 'symlink' | 'outside-sparse-checkout' | 'outside-prefix' | 'excluded'
  /** The rule as it is written, where one decided. */
  readonly pattern: string | undefined
  /** Who wrote the rule; undefined for what is no ignore rule. */
  readonly origin: IgnoreRule['origin'] | undefined
  /** The place of the rule; undefined for built-in rules. */
  readonly at: Location | undefined
}

/** What keeps an artifact from being made (`fails`), or from being known here (`unseen`). */
export interface ArtifactProblem {
  readonly kind: 'fails' | 'unseen'
  readonly message: string
  readonly at: Location | undefined
}

/** The files of an artifact as Flux serves it, and where they come from. All paths but sources are inside the artifact. */
export interface ArtifactFiles {
  readonly tree: FileTree
  /** The path in the repository of a file; of one that is not in the artifact, where it would be. */
  sourceOf(path: RepoPath): RepoPath
  /** Why a file or directory that is in the repository is not in the artifact. */
  whyAbsent(path: RepoPath): Absence | undefined
  /** Whether a file is merged out of several, so that its source is only the last of them. */
  isMerged(path: RepoPath): boolean
  /** Directories and files of which it is not known what they hold, because something that is copied there is not seen. */
  readonly unseen: readonly RepoPath[]
  /** Whether everything in the artifact is known: only then is a path missing that is not in the tree. */
  readonly isComplete: boolean
  readonly problems: readonly ArtifactProblem[]
}
