import type { RepoPath } from '../source/repo-path.ts'
import type { ArtifactCopy } from './artifacts/artifact-copy.ts'
import type { SourceReference } from './source-reference.ts'

/** One artifact that an ArtifactGenerator composes out of sources, for an ExternalArtifact of the same name. */
export interface Artifact {
  readonly name: string
  readonly namespace: string | undefined
  /** Where its generator is written: clusters name their artifacts alike. */
  readonly file: RepoPath | undefined
  readonly copies: readonly ArtifactCopy[]
  /** The sources that the copies take from, by alias. */
  readonly sources: ReadonlyMap<string, SourceReference>
}
