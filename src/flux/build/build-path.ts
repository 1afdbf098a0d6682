import { type Build, build } from '../../kustomize/build/build.ts'
import type { BuildFiles } from '../../kustomize/build/build-files.ts'
import type { TreeNode } from '../../kustomize/tree/tree-node.ts'
import type { RepoPath } from '../../source/repo-path.ts'
import { composeKustomization } from './compose-kustomization.ts'

/**
 * Builds a directory of an artifact as kustomize-controller does before it substitutes variables: with the fields of the
 * Flux Kustomization merged in, any file of the artifact within reach, and the objects in the order in which they are read
 * (fluxcd/pkg kustomize.SecureBuild).
 */
export function buildPath(files: BuildFiles, directory: RepoPath, spec: TreeNode | undefined): Build {
  return build(files, directory, {
    restrictor: 'LoadRestrictionsNone',
    order: 'none',
    kustomization: () => composeKustomization(files, directory, spec),
  })
}
