import type { Location } from '../source/location.ts'
import type { RepoPath } from '../source/repo-path.ts'
import type { KustomizationFile } from './kustomization-file.ts'

/** Why a local path leads nowhere. */
export type MissingReason =
  | { readonly is: 'absent' }
  /** The same path exists in other letters. */
  | { readonly is: 'letter-case'; readonly actual: RepoPath }
  | { readonly is: 'backslash'; readonly actual: RepoPath }
  /** Symbolic links are dropped from the artifacts that Flux builds from. */
  | { readonly is: 'symlink'; readonly actual: RepoPath }
  | { readonly is: 'ignored-by-git' }
  /** It is in the repository, but ignore rules or a sparse checkout keep it out of the artifact. */
  | { readonly is: 'left-out'; readonly by: Location | undefined }
  /** It is a directory where only a file will do. */
  | { readonly is: 'directory' }
  /** It is a file where only a directory will do. */
  | { readonly is: 'file' }
  /** A directory that kustomize cannot build, for want of a kustomization file. */
  | { readonly is: 'no-kustomization-file' }

/** Where a reference leads. */
export type Target =
  | { readonly kind: 'kustomization'; readonly file: KustomizationFile }
  | { readonly kind: 'file'; readonly path: RepoPath }
  /** A directory that is taken as it is: a Helm chart. */
  | { readonly kind: 'directory'; readonly path: RepoPath }
  /** A directory of an artifact that is put together of files of several directories, or under other names. */
  | { readonly kind: 'composed'; readonly files: readonly RepoPath[] }
  /** Outside this repository: a URL, or a path in a source that is not this repository. */
  | { readonly kind: 'remote'; readonly url: string }
  /** A path that leaves the repository. */
  | { readonly kind: 'outside'; readonly path: string }
  | { readonly kind: 'missing'; readonly tried: readonly RepoPath[]; readonly reason: MissingReason }
  /** Known only once the cluster is rendered, or lies in a source out of sight; perhaps one of these directories. */
  | { readonly kind: 'unknown'; readonly candidates: readonly RepoPath[] }
