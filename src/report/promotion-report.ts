import type { ClusterDiffReport } from './diff-report.ts'

/** What a promotion or a rollback does, secrets left out; schemas/promotion.schema.json describes it. */
export interface PromotionReport {
  readonly version: 1
  readonly command: 'promote' | 'rollback'
  /** Null for a rollback. */
  readonly source: { readonly name: string; readonly revision: string; readonly commit: string | null } | null
  readonly target: string
  readonly selection: 'all' | 'images' | 'config' | 'path'
  /** `stopped`: nothing was written; `planned`: a dry run; `nothing`: source and target are the same already. */
  readonly outcome: 'applied' | 'planned' | 'stopped' | 'nothing'
  readonly directories: readonly { readonly from: string; readonly to: string; readonly tree: string | null }[]
  /** Why it was stopped. */
  readonly problems: readonly PromotionProblem[]
  /** What to know and what does not stop it, a sentence each: a mixed change, a declaration that matches nothing. */
  readonly notes: readonly string[]
  /** Deletions first, then changes, then additions; by path. */
  readonly files: readonly PromotedFile[]
  readonly kept: readonly { readonly path: string; readonly field: string | null; readonly reason: string }[]
  readonly rewrites: readonly {
    readonly path: string
    readonly line: number
    readonly field: string
    readonly before: string
    readonly after: string
  }[]
  /** Paths that differ and stay as they are, because only a part was asked for. */
  readonly leftBehind: readonly string[]
  /** What the target's clusters get. */
  readonly clusters: readonly ClusterDiffReport[]
  /** All other clusters with a difference: there should be none. */
  readonly otherClusters: readonly ClusterDiffReport[]
  /** Changes of the source that the target has already, through files that both share. */
  readonly alreadyLive: readonly { readonly path: string; readonly commits: readonly CarriedCommit[] }[]
  /** The commits carried, newest first. */
  readonly commits: readonly CarriedCommit[]
  /** Commits that are undone with `--overwrite`, newest first. */
  readonly overwritten: readonly CarriedCommit[]
  /** The last promotion before this one. */
  readonly last: { readonly commit: string; readonly date: string } | null
  /** A unified diff for `git apply`; lines that hold secrets are masked, except with `--format patch`. */
  readonly patch: string
  readonly commit: string | null
  readonly branch: string | null
  /** How to take it back: a command line. */
  readonly undo: string
}

/** What stops it. */
export interface PromotionProblem {
  readonly code: string
  readonly message: string
  readonly help: string
  readonly places: readonly string[]
}

/** A file of the target that becomes another. */
export interface PromotedFile {
  readonly path: string
  readonly change: 'deleted' | 'changed' | 'added'
  /** Lines; null for what is not text. */
  readonly added: number | null
  readonly removed: number | null
}

/** A commit of the source. */
export interface CarriedCommit {
  readonly hash: string
  readonly author: string
  /** ISO 8601. */
  readonly date: string
  readonly subject: string
}
