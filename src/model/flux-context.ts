import type { FileTree } from '../files/file-tree.ts'
import type { Artifact } from '../flux/artifact.ts'
import type { ArtifactFiles } from '../flux/artifacts/artifact-files.ts'
import type { FluxSource } from '../flux/flux-source.ts'
import type { SourceReference } from '../flux/source-reference.ts'
import type { KustomizationFile } from '../kustomize/kustomization-file.ts'
import type { RepoPath } from '../source/repo-path.ts'

/** What must be known of a repository to follow the paths in Flux objects. */
export interface FluxContext {
  readonly tree: FileTree
  /** As they are written anywhere in the repository. */
  readonly sources: readonly FluxSource[]
  readonly artifacts: readonly Artifact[]
  /** What the cluster that is being followed has of them; where it has one of that name, the written ones do not count. */
  readonly own: { readonly sources: readonly FluxSource[]; readonly artifacts: readonly Artifact[] }
  /** Names that `flux bootstrap` gave to the source of this repository: `flux-system`, or another namespace. */
  readonly bootstrapNames: ReadonlySet<string>
  /** Whether the artifacts that a FluxInstance syncs have the layout of this repository. */
  readonly isArtifactRoot: boolean
  /** Normalised URLs of this repository. */
  readonly ownUrls: ReadonlySet<string>
  /** The kustomization file of a directory, or the one that Flux generates. */
  readonly kustomizationAt: (directory: RepoPath) => KustomizationFile
  /** The files of this repository as a source packs them; by default as a GitRepository without settings does. */
  readonly pack: (source: FluxSource | undefined) => ArtifactFiles
  /** The files of a source that the configuration maps to a directory; undefined for all others. */
  readonly mapped: (reference: SourceReference) => ArtifactFiles | undefined
}
