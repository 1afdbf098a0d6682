import type { FileSystem } from '../files/file-system.ts'
import type { FileTree } from '../files/file-tree.ts'
import type { FluxKustomization } from '../flux/flux-kustomization.ts'
import { type Build, build } from '../kustomize/build/build.ts'
import { createBuildFiles } from '../kustomize/build/build-files.ts'
import type { KustomizationFile } from '../kustomize/kustomization-file.ts'
import type { RepoPath } from '../source/repo-path.ts'
import type { Cluster } from './cluster.ts'
import type { SourceFile } from './source-file.ts'

interface BuildInput {
  readonly fileSystem: FileSystem
  readonly tree: FileTree
  readonly sources: ReadonlyMap<RepoPath, SourceFile>
  readonly kustomizations: ReadonlyMap<RepoPath, KustomizationFile>
  readonly fluxKustomizations: readonly FluxKustomization[]
  readonly clusters: readonly Cluster[]
}

/**
 * Builds every directory that is built on its own: what clusters and Flux Kustomizations name, and every other
 * kustomization that no kustomization includes; none that the configuration ignores. As Flux does, without the load
 * restrictor.
 */
export function runBuilds({ fileSystem, tree, sources, ...input }: BuildInput): readonly Build[] {
  const files = createBuildFiles(fileSystem, tree, (path) => {
    const source = sources.get(path)
    return source?.isUtf8 === true ? source : undefined
  })
  return listBuildRoots({ sources, ...input }).map((directory) =>
    build(files, directory, { restrictor: 'LoadRestrictionsNone', order: 'legacy' }),
  )
}

function listBuildRoots({
  sources,
  kustomizations,
  fluxKustomizations,
  clusters,
}: Omit<BuildInput, 'fileSystem' | 'tree'>): readonly RepoPath[] {
  const judged = [...kustomizations.values()].filter(({ path }) => sources.get(path)?.isIgnored !== true)
  const named = new Set<RepoPath>(clusters.map(({ directory }) => directory))
  for (const { path } of fluxKustomizations) {
    if (path?.target.kind === 'kustomization') named.add(path.target.file.directory)
  }
  const included = new Set<RepoPath>()
  for (const { references } of judged) {
    for (const { target } of references) if (target.kind === 'kustomization') included.add(target.file.directory)
  }
  return judged
    .filter(({ kind, directory }) => kind === 'Kustomization' && (named.has(directory) || !included.has(directory)))
    .map(({ directory }) => directory)
    .sort()
}
