import type { RepoPath } from '../source/repo-path.ts'
import type { SourceReference } from './source-reference.ts'

/** One artifact that an ArtifactGenerator composes out of sources, for an ExternalArtifact of the same name. */
export interface Artifact {
  readonly name: string
  readonly namespace: string | undefined
  /** Where its generator is written: clusters name their artifacts alike. */
  readonly file: RepoPath
  readonly copies: readonly ArtifactCopy[]
}

/** One `copy` of an artifact: files below `from` in the source go to `to` in the artifact. */
export interface ArtifactCopy {
  readonly source: SourceReference | undefined
  /** The directory or file without its glob. */
  readonly from: RepoPath
  readonly to: RepoPath
  /** The directory itself is copied, not its content. */
  readonly keepsName: boolean
}
