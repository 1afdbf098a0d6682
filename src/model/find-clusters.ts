import type { FileTree } from '../files/file-tree.ts'
import type { FluxInstance } from '../flux/flux-instance.ts'
import type { FluxKustomization } from '../flux/flux-kustomization.ts'
import type { FluxSource } from '../flux/flux-source.ts'
import type { KustomizationFile } from '../kustomize/kustomization-file.ts'
import { clampPath } from '../source/clamp-path.ts'
import { isWithin } from '../source/is-within.ts'
import { parentDirectory } from '../source/parent-directory.ts'
import type { RepoPath } from '../source/repo-path.ts'
import type { Cluster } from './cluster.ts'
import { compileGlobs } from './compile-globs.ts'
import { describeCluster } from './describe-cluster.ts'
import { findDirectories } from './find-directories.ts'
import { findFluxSystem } from './find-flux-system.ts'
import { isScaffold } from './is-scaffold.ts'
import type { Layout } from './layout.ts'
import { nameClusters } from './name-clusters.ts'
import { selfAppliedDirectory } from './self-applied-directory.ts'
import type { SourceFile } from './source-file.ts'

/** What there is to find clusters by. Files that the configuration ignores, and what stands in them, are no evidence. */
export interface ClusterEvidence {
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
export function findClusters(evidence: ClusterEvidence): readonly Cluster[] {
  const found = new Map<RepoPath, Cluster['foundBy']>()
  const add = (directory: RepoPath | undefined, by: Cluster['foundBy']): void => {
    if (directory !== undefined && evidence.tree.isDirectory(directory) && !found.has(directory))
      found.set(directory, by)
  }
  const overlapsKnown = (directory: RepoPath): boolean =>
    [...found.keys()].some((known) => isWithin(directory, known) || isWithin(known, directory))

  for (const directory of evidence.layout.clusters) add(directory, 'configuration')
  for (const directory of bootstrappedDirectories(evidence)) add(directory, 'bootstrap')
  for (const { path, file } of evidence.instances) {
    if (isJudged(file, evidence)) add(clampPath(path), 'flux-instance')
  }
  for (const directory of selfAppliedDirectories(evidence)) if (!overlapsKnown(directory)) add(directory, 'self')
  for (const directory of layoutDirectories(evidence)) {
    const holdsKnown = [...found.keys()].some((known) => known !== directory && isWithin(known, directory))
    if (!holdsKnown && isClusterLike(directory, evidence)) add(directory, 'glob')
  }
  if (found.size === 0) for (const directory of entryDirectories(evidence)) add(directory, 'glob')
  // What is kept to be copied or remembered is no cluster, unless there is nothing else.
  const running = [...found].filter(([directory, by]) => by === 'configuration' || !isScaffold(directory))
  const chosen = running.length > 0 ? running : [...found]

  const names = nameClusters(chosen.map(([directory]) => directory))
  return chosen
    .map(([directory, foundBy]) => describeCluster(directory, names.get(directory) ?? directory, foundBy, evidence))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}

function isJudged(path: RepoPath, { files }: ClusterEvidence): boolean {
  return files.get(path)?.isIgnored === false
}

/** `flux bootstrap` writes to a directory named after its namespace, below that of the cluster. */
function bootstrappedDirectories(evidence: ClusterEvidence): readonly RepoPath[] {
  return [...evidence.files.keys()]
    .filter((path) => path.endsWith('/gotk-sync.yaml') && isJudged(path, evidence))
    .map((path) => parentDirectory(parentDirectory(path)))
}

function selfAppliedDirectories(evidence: ClusterEvidence): readonly RepoPath[] {
  return evidence.fluxKustomizations
    .filter(({ object }) => isJudged(object.file, evidence))
    .flatMap(({ object }) => selfAppliedDirectory(object, evidence) ?? [])
}

/**
 * Where nothing else is found: the topmost directories below one called `clusters` that hold Flux Kustomizations.
 * Such clusters are bootstrapped from outside Git.
 */
function entryDirectories(evidence: ClusterEvidence): readonly RepoPath[] {
  const directories = evidence.fluxKustomizations
    .filter(({ object, path }) => path !== undefined && isJudged(object.file, evidence))
    .map(({ object }) => parentDirectory(object.file))
    .filter((directory) => /(?:^|\/)clusters\/./.test(directory) && !isScaffold(directory))
  return [...new Set(directories)].filter(
    (directory) => !directories.some((other) => other !== directory && isWithin(directory, other)),
  )
}

function layoutDirectories({ layout, tree }: ClusterEvidence): readonly RepoPath[] {
  const isIgnored = compileGlobs(layout.ignore)
  const globs = layout.layers.find((layer) => layer.name === 'clusters')?.paths ?? []
  return findDirectories(globs, tree).filter((directory) => !isIgnored(directory))
}

/** A directory that matches the layout counts when something in it can be built and it is no base for the others. */
function isClusterLike(directory: RepoPath, { tree, kustomizationAt, files }: ClusterEvidence): boolean {
  const name = directory.slice(directory.lastIndexOf('/') + 1)
  if (/^(?:bases?|common|shared)$/.test(name)) return false
  const root = kustomizationAt(directory)
  if (root.kind === 'Component') return false
  if (root.origin === 'file' || findFluxSystem(directory, tree) !== undefined) return true
  return root.references.some(
    ({ target }) =>
      target.kind === 'kustomization' || (target.kind === 'file' && (files.get(target.path)?.objects.length ?? 0) > 0),
  )
}
