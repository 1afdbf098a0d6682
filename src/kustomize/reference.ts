import type { Location } from '../source/location.ts'
import type { RepoPath } from '../source/repo-path.ts'
import type { Target } from './target.ts'

/** One entry in a file that names another path, as it is written. */
export interface ReferenceEntry {
  /** The field it stands in, such as `resources`, `configMapGenerator.files` or `spec.path`. */
  readonly field: string
  readonly text: string
  /** Exactly the text of the path, without a `key=` before it. */
  readonly at: Location
  /** Where it stands logically, the same after entries are added above it. */
  readonly pointer: string
  /**
   * What the target is used as: `build` objects of a kustomization or manifest, `component` a kustomize Component,
   * `patch` a partial object, `configuration` for kustomize itself, `data` any text, `chart` a Helm chart.
   */
  readonly loads: 'build' | 'component' | 'patch' | 'configuration' | 'data' | 'chart'
  readonly accepts: 'file' | 'directory' | 'either'
  /** Whether kustomize would fetch a URL here. */
  readonly mayBeRemote: boolean
}

/** A reference with the file that it stands in and the place that it leads to. */
export interface Reference extends ReferenceEntry {
  readonly from: RepoPath
  /** What a relative path starts from. */
  readonly directory: RepoPath
  readonly target: Target
  /** Names of the clusters for which it is so; undefined for all that load the file. */
  readonly clusters?: readonly string[]
}
