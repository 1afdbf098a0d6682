import type { ReadProblem } from '../files/file-system.ts'
import type { FileTree } from '../files/file-tree.ts'
import type { FluxKustomization } from '../flux/flux-kustomization.ts'
import type { FluxSource } from '../flux/flux-source.ts'
import type { Build } from '../kustomize/build/build.ts'
import type { KustomizationFile } from '../kustomize/kustomization-file.ts'
import type { Reference } from '../kustomize/reference.ts'
import type { RepoPath } from '../source/repo-path.ts'
import type { Closure } from './closure/closure.ts'
import type { Cluster } from './cluster.ts'
import type { Layout } from './layout.ts'
import type { SourceFile } from './source-file.ts'

/** The model of a GitOps repository: built once, then only asked. */
export interface Repository {
  readonly layout: Layout
  /** The branch that is checked out, where it is known. */
  readonly branch: string | undefined
  readonly tree: FileTree
  readonly files: ReadonlyMap<RepoPath, SourceFile>
  /** How many YAML files are judged: all that are not ignored. */
  readonly judgedFiles: number
  readonly unreadable: readonly ReadProblem[]
  /** By directory; only those that are written, not the generated ones. */
  readonly kustomizations: ReadonlyMap<RepoPath, KustomizationFile>
  /** Directories with more than one kustomization file, and the files. */
  readonly ambiguous: ReadonlyMap<RepoPath, readonly RepoPath[]>
  /** As they are written, with the paths that clusters render; all clusters are rendered for them. */
  readonly fluxKustomizations: readonly FluxKustomization[]
  readonly sources: readonly FluxSource[]
  /**
   * All references of all files, by the file that they stand in, in the order of its text; all clusters are rendered for
   * them.
   */
  readonly references: ReadonlyMap<RepoPath, readonly Reference[]>
  /** What is built on its own, built when first asked for; sorted by directory. */
  readonly builds: readonly Build[]
  /** Sorted by name. */
  readonly clusters: readonly Cluster[]
  /** By the name of the cluster, in the order of `clusters`; each is rendered when it is first asked for. */
  readonly closures: ReadonlyMap<string, Closure>
}
