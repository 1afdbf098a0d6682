import type { FileTree } from '../files/file-tree.ts'
import { type FluxInstance, fluxInstancePath } from '../flux/flux-instance.ts'
import type { KustomizationFile } from '../kustomize/kustomization-file.ts'
import type { Reference } from '../kustomize/reference.ts'
import type { Target } from '../kustomize/target.ts'
import { clampPath } from '../source/clamp-path.ts'
import { hasVariable } from '../source/has-variable.ts'
import type { RepoPath } from '../source/repo-path.ts'

/**
 * Where a FluxInstance's `spec.sync.path` leads. It is missing only where its source is certainly this repository:
 * `isHere` says so.
 */
export function resolveFluxInstance(
  instance: FluxInstance,
  isHere: boolean,
  tree: FileTree,
  kustomizationAt: (directory: RepoPath) => KustomizationFile,
): Reference {
  const path = clampPath(instance.path)
  const target: Target =
    !hasVariable(instance.path) && tree.isDirectory(path)
      ? { kind: 'kustomization', file: kustomizationAt(path) }
      : isHere && !hasVariable(instance.path)
        ? { kind: 'missing', tried: [path], reason: { is: 'absent' } }
        : { kind: 'unknown', candidates: [] }
  return {
    field: fluxInstancePath,
    text: instance.path,
    at: instance.pathAt,
    pointer: fluxInstancePath,
    loads: 'build',
    accepts: 'directory',
    mayBeRemote: false,
    from: instance.file,
    directory: '',
    target,
  }
}
