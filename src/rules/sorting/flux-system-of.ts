import type { KustomizationFile } from '../../kustomize/kustomization-file.ts'
import type { Repository } from '../../model/repository.ts'
import type { RepoPath } from '../../source/repo-path.ts'

/** The directory of Flux itself in the cluster that a kustomization file is the root of; undefined for any other file. */
export function fluxSystemOf({ path }: KustomizationFile, { clusters }: Repository): RepoPath | undefined {
  return clusters.find(({ root, fluxSystem }) => root.path === path && fluxSystem !== undefined)?.fluxSystem
}
