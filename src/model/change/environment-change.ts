import type { Location } from '../../source/location.ts'
import type { RepoPath } from '../../source/repo-path.ts'
import type { Change } from './change.ts'

/** What a change does to the directories of one environment. */
export interface EnvironmentChange {
  readonly name: string
  /** Names of its clusters, sorted. */
  readonly clusters: readonly string[]
  /** Its place among the stages of promotion; undefined where the configuration names none. */
  readonly stage: number | undefined
  /** The stage before it, which is promoted to it. */
  readonly source: string | undefined
  readonly isPromotable: boolean
  /** Sorted by path, at least one. Without what is each cluster's own, and what changes nothing but comments. */
  readonly files: readonly EnvironmentFile[]
}

/** A file of an environment that gets other versions, other configuration, or both. */
export interface EnvironmentFile {
  readonly path: RepoPath
  /** `hand` as soon as anything but a promotion or a rollback had part in it. */
  readonly by: 'hand' | 'promotion' | 'rollback'
  /** The first change; undefined where the file is deleted. */
  readonly at: Location | undefined
  /** The first version that changes. */
  readonly version: Location | undefined
  /** Whether anything but versions changes. A file that comes or goes is configuration. */
  readonly isConfigured: boolean
  /** The first line of configuration that changes; undefined where the file is deleted. */
  readonly configuration: Location | undefined
}

/** A change with what the rules on promotions ask of it. */
export interface JudgedChange extends Change {
  /** Sorted by stage, then by name. Those that only come with the change, or go with it, are not among them. */
  readonly environments: readonly EnvironmentChange[]
}
