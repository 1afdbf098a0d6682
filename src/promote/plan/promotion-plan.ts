import type { FileChange } from '../../files/transaction/file-change.ts'
import type { Location } from '../../source/location.ts'
import type { RepoPath } from '../../source/repo-path.ts'
import type { DirectoryPair } from './directory-pair.ts'

/** Which part of a promotion is wanted. */
export type Selection = 'all' | 'images' | 'config'

/** What a promotion would write, and why it must not where it must not. Plain data: nothing is written yet. */
export interface PromotionPlan {
  readonly source: string
  readonly target: string
  readonly directories: readonly DirectoryPair[]
  /** Everything of the target that becomes another, by path. */
  readonly changes: readonly FileChange[]
  readonly kept: readonly Kept[]
  readonly rewrites: readonly Rewrite[]
  /** What differs and is not carried, because only a part was asked for. */
  readonly leftBehind: readonly RepoPath[]
  /** Whether it carries versions (image tags, charts), anything else, or both. */
  readonly carries: { readonly versions: boolean; readonly configuration: boolean }
  readonly problems: readonly PlanProblem[]
  /** What to know and what does not stop it. */
  readonly notes: readonly string[]
  /** The hash of Git's tree of each directory as it will be; undefined where it holds more than files. */
  readonly trees: ReadonlyMap<RepoPath, string | undefined>
}

/** Something that stays the target's own. */
export interface Kept {
  readonly path: RepoPath
  /** The field of a file; undefined for the whole file. */
  readonly field: string | undefined
  /** In words: what makes it the target's own. */
  readonly reason: string
}

/** A reference that names the target's directory now. */
export interface Rewrite {
  /** The file that it stands in, in the target. */
  readonly path: RepoPath
  /** Begins with 1, in the result. */
  readonly line: number
  readonly field: string
  readonly before: string
  readonly after: string
}

/** What stops a promotion before a byte is written. */
export interface PlanProblem {
  readonly code:
    | 'leak'
    | 'recipient-leak'
    | 'symlink'
    | 'submodule'
    | 'unreadable'
    | 'collision'
    | 'conflict'
    | 'too-many-deletions'
    | 'hotfix'
    | 'finding'
    | 'dirty'
  readonly message: string
  readonly help: string
  /** Places in words, a line each: `clusters/production/apps.yaml:12 spec.path: …`. */
  readonly places: readonly string[]
  readonly at: Location | undefined
}
