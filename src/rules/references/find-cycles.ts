import type { KustomizationFile } from '../../kustomize/kustomization-file.ts'
import type { Reference } from '../../kustomize/reference.ts'
import type { Repository } from '../../model/repository.ts'
import { isWithin } from '../../source/is-within.ts'
import { parentDirectory } from '../../source/parent-directory.ts'
import type { RepoPath } from '../../source/repo-path.ts'

/** An inclusion of one directory by another. */
interface Edge {
  readonly from: RepoPath
  readonly to: RepoPath
  readonly reference: Reference
}

/** A way through the inclusions that kustomize refuses; its last step is the one that it stops at. */
interface Cycle {
  /** The last step leads to the first directory itself, or to one above it. */
  readonly closes: 'itself' | 'above'
  readonly steps: readonly Edge[]
}

/**
 * Finds what kustomize calls a cycle: a directory that is equal to, or above, one on the way to it (api
 * internal/loader/fileloader.go, errIfArgEqualOrHigher). Each is given once, by its last step. First come the entries
 * that lead up from their own directory, then the closed ways, found from the directories that something builds, then
 * the ways that end above their start.
 */
export function findCycles(repository: Repository): readonly Cycle[] {
  const edges = listEdges(repository)
  const onward = edges.filter((edge) => !isWithin(edge.from, edge.to))
  const upward = edges.filter((edge) => isWithin(edge.from, edge.to)).map((edge) => toCycle([edge]))
  const graph = groupBy(onward, (edge) => edge.from)
  const closed = findClosedWays(graph, listStarts(repository, graph))
  const closing = new Set([...upward, ...closed].map((cycle) => cycle.steps.at(-1)))
  const above = findWaysAbove(onward.filter((edge) => !closing.has(edge)))
  for (const cycle of above) closing.add(cycle.steps.at(-1))
  const throughFlux = findFluxWays(repository, graph).filter((cycle) => !closing.has(cycle.steps.at(-1)))
  return [...upward, ...closed, ...above, ...throughFlux]
}

function toCycle(steps: readonly Edge[]): Cycle {
  return { closes: steps[0]?.from === steps.at(-1)?.to ? 'itself' : 'above', steps }
}

/** Only written kustomization files: nothing in a file can name a generated one. The first of equal entries counts. */
function listEdges({ kustomizations }: Repository): readonly Edge[] {
  const edges = new Map<string, Edge>()
  for (const { directory, references } of kustomizations.values()) {
    for (const reference of references) {
      if (reference.target.kind !== 'kustomization') continue
      const edge = { from: directory, to: reference.target.file.directory, reference }
      const key = `${edge.from}\0${edge.to}`
      if (!edges.has(key)) edges.set(key, edge)
    }
  }
  return [...edges.values()]
}

type Graph = ReadonlyMap<RepoPath, readonly Edge[]>

/** What is built first, then what nothing includes, then the rest: so a way begins where kustomize begins. */
function listStarts({ clusters, fluxKustomizations }: Repository, graph: Graph): readonly RepoPath[] {
  const toDirectory = (file: KustomizationFile): RepoPath => file.directory
  const built = [
    ...clusters.map((cluster) => toDirectory(cluster.root)),
    ...fluxKustomizations.flatMap(({ path }) =>
      path?.target.kind === 'kustomization' ? [toDirectory(path.target.file)] : [],
    ),
  ]
  const included = new Set([...graph.values()].flat().map((edge) => edge.to))
  const directories = [...graph.keys()].sort()
  return [...built, ...directories.filter((directory) => !included.has(directory)), ...directories]
}

/** A depth-first walk without recursion: a step to a directory on the present way closes a cycle. */
function findClosedWays(graph: Graph, starts: readonly RepoPath[]): readonly Cycle[] {
  const cycles: Cycle[] = []
  const done = new Set<RepoPath>()
  for (const start of starts) {
    if (done.has(start)) continue
    const way: Edge[] = []
    const depths = new Map<RepoPath, number>([[start, 0]])
    const stack = [{ directory: start, next: 0 }]
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const edge = graph.get(top.directory)?.[top.next++]
      if (edge === undefined) {
        done.add(top.directory)
        depths.delete(top.directory)
        stack.pop()
        way.pop()
        continue
      }
      const depth = depths.get(edge.to)
      if (depth !== undefined) cycles.push(toCycle([...way.slice(depth), edge]))
      else if (!done.has(edge.to)) {
        depths.set(edge.to, stack.length)
        way.push(edge)
        stack.push({ directory: edge.to, next: 0 })
      }
    }
  }
  return cycles
}

/** For each step to a directory that holds others, the shortest way to it from one of those. */
function findWaysAbove(edges: readonly Edge[]): readonly Cycle[] {
  const into = groupBy(edges, (edge) => edge.to)
  const left = findLeftDirectories(edges)
  const cycles: Cycle[] = []
  for (const last of edges) {
    if (!left.has(last.to)) continue
    const way = findWayBack(last, into)
    if (way !== undefined) cycles.push(toCycle(way))
  }
  return cycles
}

/** The directories that something below them leads out of: only those can be entered again from below. */
function findLeftDirectories(edges: readonly Edge[]): ReadonlySet<RepoPath> {
  const left = new Set<RepoPath>()
  for (const { from, to } of edges) {
    for (let above = from; above !== ''; ) {
      above = parentDirectory(above)
      if (isWithin(to, above)) break
      left.add(above)
    }
  }
  return left
}

function findWayBack(last: Edge, into: ReadonlyMap<RepoPath, readonly Edge[]>): readonly Edge[] | undefined {
  const after = new Map<RepoPath, Edge>([[last.from, last]])
  const queue = [last.from]
  for (const directory of queue) {
    for (const edge of into.get(directory) ?? []) {
      if (after.has(edge.from)) continue
      after.set(edge.from, edge)
      if (isWithin(edge.from, last.to)) return followWay(edge.from, after, last)
      queue.push(edge.from)
    }
  }
  return undefined
}

function followWay(start: RepoPath, after: ReadonlyMap<RepoPath, Edge>, last: Edge): readonly Edge[] {
  const steps: Edge[] = []
  for (let edge = after.get(start); edge !== undefined; edge = edge === last ? undefined : after.get(edge.to)) {
    steps.push(edge)
  }
  return steps
}

/** Flux adds `spec.components` to the kustomization file of `spec.path`, so each way begins with one of them. */
function findFluxWays({ fluxKustomizations }: Repository, graph: Graph): readonly Cycle[] {
  const cycles: Cycle[] = []
  for (const { path, components } of fluxKustomizations) {
    if (path?.target.kind !== 'kustomization') continue
    const start = path.target.file.directory
    for (const reference of components) {
      if (reference.target.kind !== 'kustomization') continue
      const way = findWayUp(start, { from: start, to: reference.target.file.directory, reference }, graph)
      if (way !== undefined && !cycles.some((cycle) => cycle.steps.at(-1) === way.at(-1))) cycles.push(toCycle(way))
    }
  }
  return cycles
}

/** The shortest way from a first step to a directory that is equal to, or above, the start. */
function findWayUp(start: RepoPath, first: Edge, graph: Graph): readonly Edge[] | undefined {
  if (isWithin(start, first.to)) return [first]
  const before = new Map<RepoPath, Edge>([[first.to, first]])
  const queue = [first.to]
  for (const directory of queue) {
    for (const edge of graph.get(directory) ?? []) {
      if (isWithin(start, edge.to)) {
        const way = [edge]
        for (let at = before.get(directory); at !== undefined; at = at === first ? undefined : before.get(at.from)) {
          way.unshift(at)
        }
        return way
      }
      if (before.has(edge.to)) continue
      before.set(edge.to, edge)
      queue.push(edge.to)
    }
  }
  return undefined
}

function groupBy(edges: readonly Edge[], keyOf: (edge: Edge) => RepoPath): Map<RepoPath, Edge[]> {
  const groups = new Map<RepoPath, Edge[]>()
  for (const edge of edges) {
    const key = keyOf(edge)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [edge])
    else group.push(edge)
  }
  return groups
}
