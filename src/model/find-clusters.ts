import type { FileTree } from '../files/file-tree.ts'
import type { FluxInstance } from '../flux/flux-instance.ts'
import type { FluxKustomization } from '../flux/flux-kustomization.ts'
import type { FluxSource } from '../flux/flux-source.ts'
import { readBootstrapHeader } from '../flux/read-bootstrap-header.ts'
import type { KustomizationFile } from '../kustomize/kustomization-file.ts'
import { isWithin } from '../source/is-within.ts'
import { parentDirectory } from '../source/parent-directory.ts'
import type { RepoPath } from '../source/repo-path.ts'
import { resolveRepoPath } from '../source/resolve-repo-path.ts'
import { nodeAt } from '../yaml/node-at.ts'
import { spanOf } from '../yaml/span-of.ts'
import type { Cluster } from './cluster.ts'
import { compileGlobs } from './compile-globs.ts'
import { findDirectories } from './find-directories.ts'
import type { Layout } from './layout.ts'
import { nameClusters } from './name-clusters.ts'
import type { SourceFile } from './source-file.ts'

interface Evidence {
  readonly layout: Layout
  readonly tree: FileTree
  readonly files: ReadonlyMap<RepoPath, SourceFile>
  readonly sources: readonly FluxSource[]
  readonly instances: readonly FluxInstance[]
  readonly fluxKustomizations: readonly FluxKustomization[]
  readonly kustomizationAt: (directory: RepoPath) => KustomizationFile
}

/**
 * The clusters of a repository: directories that the layout names, that `flux bootstrap` wrote to, that a FluxInstance
 * syncs, that a Flux Kustomization applies although it lies in them itself, or that the configuration lists.
 */
export function findClusters(evidence: Evidence): readonly Cluster[] {
  const { layout, tree } = evidence
  const found = new Map<RepoPath, Cluster['foundBy']>()
  const add = (directory: RepoPath | undefined, by: Cluster['foundBy']): void => {
    if (directory !== undefined && directory !== '' && tree.isDirectory(directory) && !found.has(directory))
      found.set(directory, by)
  }

  for (const directory of layout.clusters) add(directory, 'configuration')
  for (const directory of bootstrappedDirectories(evidence)) add(directory, 'bootstrap')
  for (const instance of evidence.instances) add(resolveRepoPath('', instance.path), 'flux-instance')
  for (const directory of selfAppliedDirectories(evidence)) {
    if (![...found.keys()].some((known) => isWithin(directory, known) || isWithin(known, directory)))
      add(directory, 'self')
  }
  const clusterLayer = layout.layers.find((layer) => layer.name === 'clusters')
  for (const directory of findDirectories(clusterLayer?.paths ?? [], tree)) {
    const deeper = [...found.keys()].some((known) => known !== directory && isWithin(known, directory))
    if (!deeper && isClusterLike(directory, evidence)) add(directory, 'glob')
  }

  const names = nameClusters([...found.keys()])
  const isEphemeral = compileGlobs(layout.ephemeral)
  const clusters = [...found].map(([directory, foundBy]): Cluster => {
    const name = names.get(directory) ?? directory
    const fluxSystem = fluxSystemOf(directory, tree)
    return {
      name,
      directory,
      root: evidence.kustomizationAt(directory),
      environment: environmentOf(name, layout),
      isEphemeral: isEphemeral(name) || isEphemeral(directory),
      fluxSystem,
      branch: branchOf(directory, evidence),
      fluxVersion: layout.fluxVersion ?? fluxVersionOf(fluxSystem, evidence),
      foundBy,
    }
  })
  return clusters.sort((a, b) => (a.name < b.name ? -1 : 1))
}

function bootstrappedDirectories({ files }: Evidence): readonly RepoPath[] {
  const directories: RepoPath[] = []
  for (const path of files.keys()) {
    if (!path.endsWith('/gotk-sync.yaml')) continue
    const directory = parentDirectory(path)
    directories.push(parentDirectory(directory))
  }
  return directories
}

/** A Flux Kustomization that lies below the very directory that it applies is where a cluster starts. */
function selfAppliedDirectories({ fluxKustomizations }: Evidence): readonly RepoPath[] {
  return fluxKustomizations.flatMap(({ object, path }) =>
    path?.target.kind === 'kustomization' &&
    path.target.file.directory !== '' &&
    isWithin(object.file, path.target.file.directory)
      ? [path.target.file.directory]
      : [],
  )
}

/** A directory that matches the layout counts when something in it can be built and it is no base for the others. */
function isClusterLike(directory: RepoPath, { tree, kustomizationAt, files }: Evidence): boolean {
  const name = directory.slice(directory.lastIndexOf('/') + 1)
  if (/^(?:[._].*|bases?|common|shared|templates?)$/.test(name)) return false
  const root = kustomizationAt(directory)
  if (root.kind === 'Component') return false
  if (root.origin === 'file' || fluxSystemOf(directory, tree) !== undefined) return true
  return root.references.some(
    ({ target }) =>
      target.kind === 'kustomization' || (target.kind === 'file' && (files.get(target.path)?.objects.length ?? 0) > 0),
  )
}

function fluxSystemOf(directory: RepoPath, tree: FileTree): RepoPath | undefined {
  const path = `${directory}/flux-system`
  const written = ['gotk-sync.yaml', 'gotk-components.yaml', 'kustomization.yaml']
  return written.some((name) => tree.isFile(`${path}/${name}`)) ? path : undefined
}

function environmentOf(name: string, layout: Layout): string | undefined {
  return layout.environments.find((environment) => compileGlobs(environment.clusters)(name))?.name
}

function fluxVersionOf(fluxSystem: RepoPath | undefined, { files }: Evidence): string | undefined {
  const components = files.get(`${fluxSystem}/gotk-components.yaml`)
  return components === undefined ? undefined : readBootstrapHeader(components.text)?.fluxVersion
}

/** The branch of the flux-system source that lies in the cluster's own directory, or of the FluxInstance that syncs it. */
function branchOf(directory: RepoPath, { sources, instances }: Evidence): Cluster['branch'] {
  const source = sources.find(
    ({ object, kind, name }) =>
      kind === 'GitRepository' && name === 'flux-system' && isWithin(object.file, `${directory}/flux-system`),
  )
  if (source?.branch !== undefined) {
    const { document, root, file } = source.object
    const node = nodeAt(document, root, ['spec', 'ref', 'branch'])
    if (node !== undefined) return { name: source.branch, at: { file, ...spanOf(node) } }
  }
  const instance = instances.find((one) => resolveRepoPath('', one.path) === directory)
  return instance?.branch === undefined ? undefined : { name: instance.branch, at: instance.at }
}
