import type { FileTree } from '../files/file-tree.ts'
import type { RepoPath } from '../source/repo-path.ts'

/**
 * The directory below a cluster's that `flux bootstrap` wrote: the one with gotk files, named after the namespace of
 * Flux, or a `flux-system` that is completed by hand.
 */
export function findFluxSystem(cluster: RepoPath, tree: FileTree): RepoPath | undefined {
  const below = (name: string): RepoPath => (cluster === '' ? name : `${cluster}/${name}`)
  const bootstrapped = tree
    .childrenOf(cluster)
    .map(below)
    .find((path) => tree.isFile(`${path}/gotk-sync.yaml`) || tree.isFile(`${path}/gotk-components.yaml`))
  if (bootstrapped !== undefined) return bootstrapped
  return tree.isFile(`${below('flux-system')}/kustomization.yaml`) ? below('flux-system') : undefined
}
