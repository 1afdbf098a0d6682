import type { Location } from '../source/location.ts'
import type { RepoPath } from '../source/repo-path.ts'

/** A storey of the hierarchy: directories that play the same part. */
export interface Layer {
  readonly name: string
  /** Globs of its directories, one match an item (`clusters/*`). */
  readonly paths: readonly string[]
  /** Names of the layers that it may refer to, its own among them where that is allowed. */
  readonly mayReference: readonly string[]
}

/** A stage of promotion and the clusters that serve it, as globs of their names. */
export interface Environment {
  readonly name: string
  readonly clusters: readonly string[]
  /** False where nothing may be promoted to it. */
  readonly isPromotable: boolean
}

/** A field that is each environment's own. */
export interface KeptField {
  /** The keys that lead to it; `*` stands for any key or item. */
  readonly field: string
  /** Undefined for any. */
  readonly kind: string | undefined
  readonly name: string | undefined
}

/** What a promotion moves, and what it leaves to each environment. */
export interface PromotionSettings {
  /** Patterns with `{environment}` of the directories that an environment owns; undefined for that of its cluster. */
  readonly directories: readonly string[] | undefined
  /** As in a .gitignore in each of the directories. */
  readonly keepFiles: readonly string[]
  readonly keepFields: readonly KeptField[]
  /** Texts that hold the name of another environment and mean something else. */
  readonly mayName: readonly string[]
  /** Files that may be deleted without a word. */
  readonly allowDelete: number
}

/** A glob that the user wrote into the configuration, for telling which match nothing. */
export interface ConfiguredGlob {
  readonly setting: string
  readonly glob: string
  readonly matches: 'paths' | 'cluster names'
  readonly at: Location
}

/** A source whose files the configuration ties to a directory. */
export interface MappedSource {
  readonly kind: string
  readonly namespace: string
  readonly name: string
  /** In this repository, or, where it begins with `../`, a checkout of another one. */
  readonly directory: RepoPath
}

/** Variables that the configuration names for a ConfigMap or Secret that is made outside of Git. */
export interface DeclaredVariables {
  readonly kind: 'ConfigMap' | 'Secret'
  readonly namespace: string
  readonly name: string
  /** Globs of the names of the clusters that have it so. */
  readonly clusters: readonly string[]
  /** Undefined for a variable that exists and whose value is not told. */
  readonly values: ReadonlyMap<string, { readonly value: string | undefined; readonly at: Location }>
}

/** How a repository is laid out: the part of the configuration that shapes the model. */
export interface Layout {
  readonly layers: readonly Layer[]
  /** Directories of clusters that no convention finds. */
  readonly clusters: readonly RepoPath[]
  /** From the first to the last stage; empty where the configuration names none. */
  readonly environments: readonly Environment[]
  /** Globs of the names of short-lived clusters; undefined leaves it to the convention of ticket numbers. */
  readonly ephemeral: readonly string[] | undefined
  /** The branch that long-lived clusters follow; undefined where the configuration names none. */
  readonly mainBranch: string | undefined
  /** Globs of the components that every cluster must have. */
  readonly infrastructure: readonly string[]
  readonly promotion: PromotionSettings
  readonly sources: readonly MappedSource[]
  readonly variables: readonly DeclaredVariables[]
  readonly fluxVersion: string | undefined
  readonly kubernetesVersion: string | undefined
  /** Globs of paths that are not judged. They still exist: references to them resolve. */
  readonly ignore: readonly string[]
  /** Every glob that is written in the configuration; none of the defaults. */
  readonly globs: readonly ConfiguredGlob[]
}

/** The hierarchy of clusters, cluster templates and components. */
export const defaultLayout: Layout = {
  layers: [
    { name: 'clusters', paths: ['clusters/*'], mayReference: ['clusters', 'cluster-templates', 'components'] },
    { name: 'cluster-templates', paths: ['cluster-templates/*'], mayReference: ['cluster-templates', 'components'] },
    { name: 'components', paths: ['components/**'], mayReference: ['components'] },
  ],
  clusters: [],
  environments: [],
  ephemeral: undefined,
  mainBranch: undefined,
  infrastructure: ['components/infrastructure/*'],
  promotion: { directories: undefined, keepFiles: [], keepFields: [], mayName: [], allowDelete: 10 },
  sources: [],
  variables: [],
  fluxVersion: undefined,
  kubernetesVersion: undefined,
  ignore: [],
  globs: [],
}
