import { kustomizationFileNames } from '../../kustomize/kustomization-file-names.ts'
import type { RepoPath } from '../../source/repo-path.ts'

/** Whether kustomize reads a file as its own, by its name. */
export function isKustomizationFile(path: RepoPath): boolean {
  return kustomizationFileNames.includes(path.slice(path.lastIndexOf('/') + 1))
}
