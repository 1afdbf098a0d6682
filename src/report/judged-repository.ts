import type { Repository } from '../model/repository.ts'
import type { SourceFile } from '../model/source-file.ts'
import type { RepoPath } from '../source/repo-path.ts'

/** What a report on findings tells of the repository itself. A model has all of it, and so has an earlier run's result. */
export interface JudgedRepository extends Pick<Repository, 'judgedFiles'> {
  /** The files that findings are in. */
  readonly files: { get(path: RepoPath): SourceFile | undefined }
  readonly clusters: readonly { readonly name: string }[]
  readonly fluxKustomizations: { readonly length: number }
}
