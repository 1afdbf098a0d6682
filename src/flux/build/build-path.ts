import { type Build, build } from '../../kustomize/build/build.ts'
import type { BuildFiles } from '../../kustomize/build/build-files.ts'
import { setLimitsAside } from '../../kustomize/build/set-limits-aside.ts'
import type { TreeNode } from '../../kustomize/tree/tree-node.ts'
import type { RepoPath } from '../../source/repo-path.ts'
import { composeKustomization } from './compose-kustomization.ts'

/**
 * Builds a directory of an artifact as kustomize-controller does before it substitutes variables: with the fields of the
 * Flux Kustomization merged in, any file of the artifact within reach, no Helm and no other programs, and the objects in the
 * order in which they are read
 * (fluxcd/pkg kustomize.SecureBuild).
 */
export function buildPath(files: BuildFiles, directory: RepoPath, spec: TreeNode | undefined): Build {
  return setLimitsAside(
    build(files, directory, {
      restrictor: 'LoadRestrictionsNone',
      order: 'none',
      programs: 'refused',
      // The controller is built without a version of its own, and kustomize takes that for its own.
      version: '(devel)',
      kustomization: () => composeKustomization(files, directory, spec),
    }),
  )
}
