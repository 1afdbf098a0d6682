import { posix } from 'node:path'
import type { FluxKustomization } from '../../flux/flux-kustomization.ts'
import type { FluxSource } from '../../flux/flux-source.ts'
import type { Cluster } from '../../model/cluster.ts'
import type { Repository } from '../../model/repository.ts'
import { parentDirectory } from '../../source/parent-directory.ts'
import type { RepoPath } from '../../source/repo-path.ts'

/** The file by which `flux bootstrap` ties a cluster to its directory. */
export interface Sync {
  readonly file: RepoPath
  /** True where the text is broken, so that something in it may not be known. */
  readonly isBroken: boolean
  readonly sources: readonly FluxSource[]
  /** The Flux Kustomization that applies the cluster; undefined in a stub. */
  readonly kustomization: FluxKustomization | undefined
}

/** Whether a path is that of a sync file. */
export function isSyncFile(path: RepoPath): boolean {
  return path.endsWith('/gotk-sync.yaml')
}

/** Reads `<cluster>/<namespace>/gotk-sync.yaml`; undefined where there is none, or none that is judged. */
export function readSync(cluster: Cluster, repository: Repository): Sync | undefined {
  const syncs = known.get(repository) ?? new Map<RepoPath, Sync | undefined>()
  known.set(repository, syncs)
  const { directory } = cluster
  if (!syncs.has(directory)) syncs.set(directory, findSync(cluster, repository))
  return syncs.get(directory)
}

/** By the directories of the clusters. */
const known = new WeakMap<Repository, Map<RepoPath, Sync | undefined>>()

function findSync({ directory }: Cluster, repository: Repository): Sync | undefined {
  const paths = repository.tree
    .childrenOf(directory)
    .map((name) => `${directory}/${name}/gotk-sync.yaml`)
    .filter((path) => repository.files.has(path))
  const path = paths.find((one) => one.endsWith('/flux-system/gotk-sync.yaml')) ?? paths[0]
  const file = repository.files.get(path ?? '')
  if (file === undefined || file.isIgnored) return undefined
  const all = repository.fluxKustomizations.filter(({ object }) => object.file === file.path)
  const namespace = parentDirectory(file.path).slice(directory.length + 1)
  return {
    file: file.path,
    isBroken: file.problem !== undefined || file.documents.some(({ problems }) => problems.length > 0),
    sources: repository.sources.filter(({ at }) => at?.file === file.path),
    kustomization: all.find(({ name }) => name === namespace) ?? all[0],
  }
}

/**
 * The directory that a sync makes Flux apply. It lies in this very repository, whatever the source is called.
 * Undefined where it cannot be told: no path, a variable, or a source that may be rooted anywhere.
 */
export function syncedDirectory({ kustomization }: Sync): RepoPath | undefined {
  const text = kustomization?.path?.text
  if (text === undefined || /\$\{|\{\{/.test(text)) return undefined
  if (kustomization?.source !== undefined && kustomization.source.kind !== 'GitRepository') return undefined
  return posix.join('/', text).slice(1).replace(/\/$/, '')
}
