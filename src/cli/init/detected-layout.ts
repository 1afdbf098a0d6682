import type { RepoPath } from '../../source/repo-path.ts'

/** An environment that the names of clusters tell of. */
export interface DetectedEnvironment {
  readonly name: string
  /** Names of its clusters, sorted. */
  readonly clusters: readonly string[]
}

/** What a repository shows of its layout without a configuration. */
export interface DetectedLayout {
  readonly clusters: readonly { readonly name: string; readonly directory: RepoPath }[]
  /** From the first to the last stage; empty where fewer than two are told apart. */
  readonly environments: readonly DetectedEnvironment[]
  /** Globs of the names of short-lived clusters; empty where the convention of ticket numbers is enough. */
  readonly ephemeral: readonly string[]
  readonly mainBranch: string | undefined
  /** Globs of the directories that several clusters share as their infrastructure; empty where the default is right. */
  readonly infrastructure: readonly string[]
  /** Patterns of the directories that an environment owns; empty where it owns that of its cluster alone. */
  readonly promotion: readonly string[]
}
