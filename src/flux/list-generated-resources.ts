import type { FileTree } from '../files/file-tree.ts'
import { kustomizationFileNames } from '../kustomize/kustomization-file-names.ts'
import type { RepoPath } from '../source/repo-path.ts'

/**
 * What Flux lists in the kustomization file that it generates for a directory without one: a lexical walk in which a
 * sub-directory with a kustomization file counts as one resource, and every other `.yaml` or `.yml` file is one
 * (fluxcd/pkg kustomize_generator.go). Paths are of the repository.
 */
export function listGeneratedResources(directory: RepoPath, tree: FileTree): readonly RepoPath[] {
  const resources: RepoPath[] = []
  const walk = (current: RepoPath): void => {
    for (const name of tree.childrenOf(current)) {
      const path = current === '' ? name : `${current}/${name}`
      if (tree.isFile(path)) {
        if (/\.ya?ml$/.test(name)) resources.push(path)
      } else if (tree.isDirectory(path)) {
        const hasKustomization = kustomizationFileNames.some((file) => tree.isFile(`${path}/${file}`))
        if (hasKustomization) resources.push(path)
        else walk(path)
      }
    }
  }
  walk(directory)
  return resources
}
