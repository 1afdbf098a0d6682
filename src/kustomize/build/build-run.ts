import type { Location } from '../../source/location.ts'
import type { RepoPath } from '../../source/repo-path.ts'
import type { BuildProblem } from '../build-problem.ts'
import type { Effect } from '../effect.ts'
import type { OpenApi } from '../schema/open-api.ts'
import type { BuildFiles } from './build-files.ts'

/** What one entry of a kustomization file did in one build. */
export interface Observation extends Effect {
  readonly entry: 'patches' | 'images' | 'replicas' | 'replacements'
  /** The place of the entry. */
  readonly at: Location
  /** What it was for, in words: the target of a patch, the name of an image. */
  readonly subject: string
}

/** Which files may be read: any in the repository, or only those in or below the directory that names them. */
export type LoadRestrictor = 'LoadRestrictionsRootOnly' | 'LoadRestrictionsNone'

/** The state of one build, shared by all directories that take part. */
export interface BuildRun {
  readonly files: BuildFiles
  readonly restrictor: LoadRestrictor
  readonly openApi: OpenApi
  /** The directory that is built. */
  readonly root: RepoPath
  readonly problems: BuildProblem[]
  /** What cannot be had offline; the build goes on without it. */
  readonly unverified: BuildProblem[]
  readonly observations: Observation[]
  /** Kustomization files taken in so far: a bomb of diamonds is cut off. */
  directories: number
  /** Objects taken in so far. */
  objects: number
}
