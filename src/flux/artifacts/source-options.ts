import type { Location } from '../../source/location.ts'
import type { RepoPath } from '../../source/repo-path.ts'
import type { ArtifactFiles } from './artifact-files.ts'

/** What a Flux source says about the content of its artifact. */
export interface SourceOptions {
  readonly kind: 'GitRepository' | 'OCIRepository' | 'Bucket'
  /** The directory of the repository that the source is made from; the whole where there is none. */
  readonly root?: RepoPath
  /** `spec.ignore` and the place of its value. */
  readonly ignore?: { readonly text: string; readonly at: Location | undefined }
  /** `spec.sparseCheckout` of a GitRepository. */
  readonly sparseCheckout?: { readonly directories: readonly string[]; readonly at: Location | undefined }
  /** `spec.include` of a GitRepository, in its order. */
  readonly includes?: readonly Include[]
  /** `spec.prefix` of a Bucket. */
  readonly prefix?: string
  /** Whether an OCIRepository serves its layer as it is (`spec.layerSelector.operation: copy`), without ignore rules. */
  readonly copiesLayer?: boolean
}

/** Another artifact that a GitRepository takes in. */
export interface Include {
  /** Undefined where it cannot be seen. */
  readonly artifact: ArtifactFiles | undefined
  /** The name of its GitRepository, which is also the directory it goes to where `toPath` is empty. */
  readonly name: string
  readonly fromPath: string
  readonly toPath: string
  readonly at: Location | undefined
}
