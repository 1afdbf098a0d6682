import type { Location } from '../../source/location.ts'
import type { RepoPath } from '../../source/repo-path.ts'
import type { BuildProblem } from '../build-problem.ts'
import type { Effect } from '../effect.ts'
import type { Replacement } from '../references/replacement.ts'
import type { OpenApi } from '../schema/open-api.ts'
import type { ImageArguments } from '../transformers/transform-images.ts'
import type { TreeNode } from '../tree/tree-node.ts'
import type { BuildFiles } from './build-files.ts'
import type { PatchArguments } from './patch-arguments.ts'

/** What one entry of a kustomization file did in one build. */
export interface Observation extends Effect {
  readonly entry: 'patches' | 'images' | 'replicas' | 'replacements'
  /** The place of the entry. */
  readonly at: Location
  /** What it was for, in words: the target of a patch, the name of an image. */
  readonly subject: string
  /** The entry itself, as it was read. */
  readonly patch?: PatchArguments
  readonly image?: ImageArguments
  readonly replacement?: Replacement
}

/** Which files may be read: any in the repository, or only those in or below the directory that names them. */
export type LoadRestrictor = 'LoadRestrictionsRootOnly' | 'LoadRestrictionsNone'

/**
 * What other programs, such as Helm, are to a build: out of reach here, so that what they would make is not seen, or
 * switched off where it runs, so that it fails.
 */
export type ProgramUse = 'unseen' | 'refused'

/** The state of one build, shared by all directories that take part. */
export interface BuildRun {
  readonly files: BuildFiles
  readonly restrictor: LoadRestrictor
  readonly programs: ProgramUse
  /** The version of kustomize that `managedByLabel` writes. */
  readonly version: string
  readonly openApi: OpenApi
  /** The directory that is built. */
  readonly root: RepoPath
  readonly problems: BuildProblem[]
  /** What cannot be had offline; the build goes on without it. */
  readonly unverified: BuildProblem[]
  /** What has been told already, by its code, place and message. */
  readonly known: Set<string>
  readonly observations: Observation[]
  /** The entries of kustomization files through which each object came in, from the root of the build. */
  readonly ways: Map<TreeNode, readonly Location[]>
  /** Kustomization files taken in so far: a bomb of diamonds is cut off. */
  directories: number
  /** Objects taken in so far. */
  objects: number
  /** Whether the build has grown beyond all measure, so that nothing more is done. */
  isCutOff: boolean
}
