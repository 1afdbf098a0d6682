import type { KustomizationFile } from '../kustomize/kustomization-file.ts'
import type { Location } from '../source/location.ts'
import type { RepoPath } from '../source/repo-path.ts'

/** A directory that one Flux instance reconciles. */
export interface Cluster {
  /** The directory's name, with as many parents before it as make it the only one. */
  readonly name: string
  readonly directory: RepoPath
  readonly root: KustomizationFile
  readonly environment: string | undefined
  /** Lives on a ticket branch only as long as the work does. */
  readonly isEphemeral: boolean
  /** Its flux-system directory, where it has one. */
  readonly fluxSystem: RepoPath | undefined
  /** The branch that its Flux follows, where the repository says so. */
  readonly branch: { readonly name: string; readonly at: Location } | undefined
  /** What `gotk-components.yaml` says, or the configuration. */
  readonly fluxVersion: string | undefined
  readonly foundBy: 'glob' | 'bootstrap' | 'flux-instance' | 'self' | 'configuration'
}
