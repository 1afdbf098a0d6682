import type { Reference } from '../../kustomize/reference.ts'
import { maskCredentials } from '../../source/mask-credentials.ts'
import { parentDirectory } from '../../source/parent-directory.ts'
import type { RepoPath } from '../../source/repo-path.ts'
import type { Closure } from '../closure/closure.ts'
import type { Repository } from '../repository.ts'
import { layerOf } from './layer-of.ts'

/** One directory that a cluster builds, and what it builds through it. */
export interface HierarchyNode {
  readonly directory: RepoPath
  /** Name of its layer; undefined outside all layers. */
  readonly layer: string | undefined
  /** Whether a Flux Kustomization leads here rather than a kustomization file. */
  readonly isFlux: boolean
  readonly children: readonly HierarchyNode[]
}

/** What a cluster is made of. */
export interface ClusterHierarchy {
  readonly cluster: string
  readonly directory: RepoPath
  readonly environment: string | undefined
  readonly isEphemeral: boolean
  readonly branch: string | undefined
  readonly fluxVersion: string | undefined
  readonly children: readonly HierarchyNode[]
  /** Places that it refers to and that cannot be seen from here. */
  readonly unseen: readonly string[]
}

/** A directory that more than one cluster builds, unless one above it is shared by the same clusters. */
export interface SharedDirectory {
  readonly directory: RepoPath
  readonly layer: string | undefined
  readonly clusters: readonly string[]
}

/** The whole hierarchy of a repository. */
export interface Hierarchy {
  readonly clusters: readonly ClusterHierarchy[]
  readonly shared: readonly SharedDirectory[]
}

/** Lists what each cluster builds, as a tree, and which directories are shared by whom. */
export function listHierarchy(repository: Repository): Hierarchy {
  const users = new Map<RepoPath, string[]>()
  const clusters = repository.clusters.map((cluster): ClusterHierarchy => {
    const closure = repository.closures.get(cluster.name)
    const children = closure === undefined ? [] : treeOf(closure, repository)
    const next = [...children]
    for (let node = next.pop(); node !== undefined; node = next.pop()) {
      users.set(node.directory, [...(users.get(node.directory) ?? []), cluster.name])
      next.push(...node.children)
    }
    return {
      cluster: cluster.name,
      directory: cluster.directory,
      environment: cluster.environment,
      isEphemeral: cluster.isEphemeral,
      branch: cluster.branch?.name,
      fluxVersion: cluster.fluxVersion,
      children,
      unseen: [...new Set(closure?.unseen.map(nameUnseen))].sort(),
    }
  })
  const shared = [...users]
    .map(([directory, names]) => ({
      directory,
      layer: layerOf(repository.layout, directory)?.name,
      clusters: [...new Set(names)],
    }))
    .filter((one) => one.clusters.length > 1 && !isSharedWithParent(one.directory, one.clusters, users))
    .sort((a, b) => (a.directory < b.directory ? -1 : 1))
  return { clusters, shared }
}

/** Whether a directory above is shared by the very same clusters, so that saying it once is enough. */
function isSharedWithParent(
  directory: RepoPath,
  clusters: readonly string[],
  users: ReadonlyMap<RepoPath, readonly string[]>,
): boolean {
  for (let parent = parentDirectory(directory); parent !== ''; parent = parentDirectory(parent)) {
    if (users.get(parent)?.join('\n') === clusters.join('\n')) return true
  }
  return false
}

function nameUnseen({ target, text }: Reference): string {
  return maskCredentials(target.kind === 'remote' && target.url !== text ? `${text} in ${target.url}` : text)
}

interface Growing {
  readonly directory: RepoPath
  readonly layer: string | undefined
  readonly isFlux: boolean
  readonly children: Growing[]
}

/**
 * Each built directory stands below the one that leads to it first. Left out are the cluster's own flux-system, and what
 * only a variable may lead to.
 */
function treeOf({ cluster, kustomizations, entrances }: Closure, { layout }: Repository): readonly HierarchyNode[] {
  const nodes = new Map<RepoPath, Growing>()
  const roots: Growing[] = []
  for (const directory of kustomizations.keys()) {
    const entrance = entrances.get(directory)
    if (entrance === undefined || !entrance.isCertain || directory === cluster.fluxSystem) continue
    const node: Growing = {
      directory,
      layer: layerOf(layout, directory)?.name,
      isFlux: entrance.by === 'flux',
      children: [],
    }
    nodes.set(directory, node)
    const siblings = nodes.get(entrance.parent)?.children ?? roots
    siblings.push(node)
  }
  return roots
}
