import type { FileTree } from '../../files/file-tree.ts'
import type { KustomizationFile } from '../../kustomize/kustomization-file.ts'
import { kustomizationFileNames } from '../../kustomize/kustomization-file-names.ts'
import type { Reference } from '../../kustomize/reference.ts'
import { parentDirectory } from '../../source/parent-directory.ts'
import type { RepoPath } from '../../source/repo-path.ts'
import type { Cluster } from '../cluster.ts'
import { groupByFile } from '../group-by-file.ts'
import type { AppliedKustomization } from './applied-kustomization.ts'
import type { Closure, Entrance, Reached } from './closure.ts'

interface Links {
  readonly tree: FileTree
  /** The paths in the Flux objects of the cluster. */
  readonly fluxReferences: readonly Reference[]
  readonly kustomizationAt: (directory: RepoPath) => KustomizationFile
}

/** A place to go on from, and the reference that leads there. */
interface Step {
  readonly kustomization: KustomizationFile
  readonly via: Reference | undefined
  readonly entrance: Omit<Entrance, 'isCertain'> | undefined
}

/**
 * What the rendered Flux Kustomizations of a cluster load: the kustomization files of their paths, and all that these
 * refer to. What is certain is followed first, so that a file is called uncertain only where nothing certain reaches it.
 */
export function computeClosure(cluster: Cluster, applied: readonly AppliedKustomization[], links: Links): Closure {
  const files = new Map<RepoPath, Reached>()
  const kustomizations = new Map<RepoPath, KustomizationFile>()
  const entrances = new Map<RepoPath, Entrance>()
  /** The directory through which each manifest came in. */
  const holders = new Map<RepoPath, RepoPath>()
  const unseen: Reference[] = []
  const charts = groupByFile(links.fluxReferences.filter(({ loads }) => loads === 'chart' || loads === 'data'))
  const followed = new Set<RepoPath>()
  let isCertain = true

  const reachFile = (path: RepoPath, via: Reference | undefined): void => {
    if (!files.has(path)) files.set(path, { via, isCertain })
  }
  const reachTree = (directory: RepoPath, via: Reference): void => {
    for (const name of links.tree.childrenOf(directory)) {
      const path = directory === '' ? name : `${directory}/${name}`
      if (links.tree.isDirectory(path)) reachTree(path, via)
      else reachFile(path, via)
    }
  }
  const follow = (reference: Reference, from: Step, next: Step[]): void => {
    const { target } = reference
    const parent = from.kustomization.directory
    if (target.kind === 'kustomization')
      next.push({ kustomization: target.file, via: reference, entrance: { parent, by: 'kustomize' } })
    else if (target.kind === 'directory') reachTree(target.path, reference)
    else if (target.kind === 'composed') for (const path of target.files) reachFile(path, reference)
    else if (target.kind === 'file') reachManifest(target.path, reference, from, next)
    else if (target.kind === 'remote' || target.kind === 'unknown') unseen.push(reference)
  }
  const reachManifest = (path: RepoPath, via: Reference, from: Step, next: Step[]): void => {
    reachFile(path, via)
    if (via.loads === 'data' || followed.has(path)) return
    followed.add(path)
    holders.set(path, from.kustomization.directory)
    for (const reference of charts.get(path) ?? []) follow(reference, from, next)
  }
  const walk = (start: Step): void => {
    const next = [start]
    for (let step = next.pop(); step !== undefined; step = next.pop()) {
      const { kustomization, via, entrance } = step
      const { directory } = kustomization
      if (kustomizations.has(directory)) continue
      kustomizations.set(directory, kustomization)
      holders.set(kustomization.path, directory)
      if (entrance !== undefined) entrances.set(directory, { isCertain, ...entrance })
      if (kustomization.origin === 'file') reachFile(kustomization.path, via)
      const after: Step[] = []
      for (const reference of kustomization.references) {
        // A generated entry stands nowhere in a file: what leads to it is what leads to its directory.
        const isGenerated = kustomization.origin === 'generated' && via !== undefined
        follow(isGenerated ? { ...via, target: reference.target } : reference, step, after)
      }
      next.push(...after.reverse())
    }
  }
  const enter = (reference: Reference | undefined, directories: readonly KustomizationFile[]): void => {
    const parent = holders.get(reference?.from ?? '') ?? cluster.directory
    for (const kustomization of directories) {
      walk({ kustomization, via: reference, entrance: { parent, by: 'flux' } })
    }
  }

  /** Of a directory that an artifact is put together of, every file is taken, and what its kustomization files load here. */
  const reachComposed = (reference: Reference, paths: readonly RepoPath[]): void => {
    const next: Step[] = []
    const from = { kustomization: cluster.root, via: reference, entrance: undefined }
    for (const path of paths) reachManifest(path, reference, from, next)
    next.forEach(walk)
    const built = paths.filter((path) => kustomizationFileNames.includes(path.slice(path.lastIndexOf('/') + 1)))
    enter(
      reference,
      built.map((path) => links.kustomizationAt(parentDirectory(path))),
    )
  }

  walk({ kustomization: cluster.root, via: undefined, entrance: undefined })
  for (isCertain of [true, false]) {
    for (const one of applied) {
      if (one.isCertain !== isCertain || one.owner === undefined) continue
      for (const reference of [one.path, ...one.components]) {
        if (reference === undefined) continue
        enter(reference, listDirectories(reference, links))
        if (reference.target.kind === 'composed') reachComposed(reference, reference.target.files)
        if (reference.target.kind === 'remote' || reference.target.kind === 'unknown') unseen.push(reference)
      }
    }
  }

  return {
    cluster,
    applied,
    files,
    kustomizations,
    entrances,
    fluxReferences: links.fluxReferences,
    unseen: [...new Set(unseen)],
  }
}

function listDirectories({ target }: Reference, { kustomizationAt }: Links): readonly KustomizationFile[] {
  if (target.kind === 'kustomization') return [target.file]
  return target.kind === 'unknown' ? target.candidates.map((candidate) => kustomizationAt(candidate)) : []
}
