import type { FileTree } from '../files/file-tree.ts'
import { fluxInstancePath } from '../flux/flux-instance.ts'
import type { FluxKustomization } from '../flux/flux-kustomization.ts'
import type { KustomizationFile } from '../kustomize/kustomization-file.ts'
import type { Reference } from '../kustomize/reference.ts'
import type { RepoPath } from '../source/repo-path.ts'
import type { Closure, Entrance, Reached } from './closure.ts'
import type { Cluster } from './cluster.ts'

interface Links {
  readonly tree: FileTree
  readonly references: ReadonlyMap<RepoPath, readonly Reference[]>
  readonly fluxKustomizations: readonly FluxKustomization[]
  readonly kustomizationAt: (directory: RepoPath) => KustomizationFile
}

/** A place to go on from, and the reference that leads there. */
interface Step {
  readonly kustomization: KustomizationFile
  readonly via: Reference | undefined
  readonly entrance: Omit<Entrance, 'isCertain'> | undefined
}

/**
 * Follows every reference from the cluster's root, kustomize's and Flux's alike. What is certain is followed first,
 * so that a file is called uncertain only where nothing certain reaches it.
 */
export function computeClosure(cluster: Cluster, links: Links): Closure {
  const files = new Map<RepoPath, Reached>()
  const kustomizations = new Map<RepoPath, KustomizationFile>()
  const entrances = new Map<RepoPath, Entrance>()
  const unseen: Reference[] = []
  const followed = new Set<RepoPath>()
  const uncertain: Step[] = []
  let isCertain = true

  const reachFile = (path: RepoPath, via: Reference | undefined): boolean => {
    if (files.has(path)) return false
    files.set(path, { via, isCertain })
    return true
  }
  const reachTree = (directory: RepoPath, via: Reference): void => {
    for (const name of links.tree.childrenOf(directory)) {
      const path = directory === '' ? name : `${directory}/${name}`
      if (links.tree.isDirectory(path)) reachTree(path, via)
      else reachFile(path, via)
    }
  }
  const follow = (reference: Reference, from: Step, next: Step[], by: Entrance['by']): void => {
    const { target } = reference
    // Where a FluxInstance syncs from is the root of a cluster, which another one does not load.
    if (reference.field === fluxInstancePath) return
    const entrance = { parent: from.kustomization.directory, by }
    if (target.kind === 'kustomization') next.push({ kustomization: target.file, via: reference, entrance })
    else if (target.kind === 'directory') reachTree(target.path, reference)
    else if (target.kind === 'file') reachManifest(target.path, reference, from, next)
    else if (target.kind === 'remote' || target.kind === 'unknown') unseen.push(reference)
    if (target.kind !== 'unknown') return
    for (const candidate of target.candidates) {
      uncertain.push({ kustomization: links.kustomizationAt(candidate), via: reference, entrance })
    }
  }
  /** The objects in a manifest or patch may be Flux objects with paths of their own. */
  const reachManifest = (path: RepoPath, via: Reference, from: Step, next: Step[]): void => {
    reachFile(path, via)
    if (via.loads === 'data' || followed.has(path)) return
    followed.add(path)
    for (const reference of links.references.get(path) ?? []) follow(reference, from, next, 'flux')
  }
  const walk = (start: Step): void => {
    const next = [start]
    for (let step = next.pop(); step !== undefined; step = next.pop()) {
      const { kustomization, via, entrance } = step
      const { directory } = kustomization
      if (kustomizations.has(directory)) continue
      kustomizations.set(directory, kustomization)
      if (entrance !== undefined) entrances.set(directory, { ...entrance, isCertain })
      if (kustomization.origin === 'file') reachFile(kustomization.path, via)
      const after: Step[] = []
      for (const reference of kustomization.references) {
        // A generated entry stands nowhere in a file: what leads to it is what leads to its directory.
        const isGenerated = kustomization.origin === 'generated' && via !== undefined
        follow(isGenerated ? { ...via, target: reference.target } : reference, step, after, 'kustomize')
      }
      next.push(...after.reverse())
    }
  }

  walk({ kustomization: cluster.root, via: undefined, entrance: undefined })
  isCertain = false
  for (let step = uncertain.shift(); step !== undefined; step = uncertain.shift()) walk(step)

  return {
    cluster,
    files,
    kustomizations,
    entrances,
    fluxKustomizations: links.fluxKustomizations.filter((one) => files.has(one.object.file)),
    unseen,
  }
}
