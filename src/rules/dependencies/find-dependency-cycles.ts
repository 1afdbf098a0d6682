import { findComponents } from './find-components.ts'
import { findWay } from './find-way.ts'
import type { Dependant, Dependency } from './list-dependants.ts'

/** One dependant of a cycle with its entry of `dependsOn` that leads to the next; the last one leads to the first. */
export interface CycleStep {
  readonly dependant: Dependant
  readonly dependency: Dependency
}

/** So many searches are made among objects that all depend on each other; what is found by then is told. */
const maximumSearches = 100

/**
 * Cycles of `dependsOn`, each once and none that shares an entry with another: after these are broken, no other is left,
 * unless there are very many.
 */
export function findDependencyCycles(dependants: readonly Dependant[]): readonly (readonly CycleStep[])[] {
  const indexes = new Map(dependants.map((one, index) => [one.key, index]))
  const entries = dependants.map(({ dependsOn }) =>
    dependsOn.flatMap((dependency) => {
      const to = indexes.get(dependency.key)
      return to === undefined ? [] : [{ to, dependency }]
    }),
  )
  const edges = entries.map((list) => list.map(({ to }) => to))
  const components = findComponents(edges)
  const searches = new Map<number | undefined, number>()
  const cycles: (readonly CycleStep[])[] = []
  for (const [from, list] of edges.entries()) {
    const component = components[from]
    for (const [next, to] of list.entries()) {
      const count = searches.get(component) ?? 0
      if (components[to] !== component || count >= maximumSearches) continue
      searches.set(component, count + 1)
      const way = findWay(edges, to, from, (node) => components[node] === component)
      if (way === undefined) continue
      const steps: CycleStep[] = []
      for (const [index, node] of [from, ...way.slice(0, -1)].entries()) {
        const slot = index === 0 ? next : (edges[node] ?? []).indexOf(way[index] ?? -1)
        const dependant = dependants[node]
        const dependency = entries[node]?.[slot]?.dependency
        if (dependant !== undefined && dependency !== undefined) steps.push({ dependant, dependency })
        const used = edges[node]
        if (used !== undefined) used[slot] = -1
      }
      cycles.push(steps)
      break
    }
  }
  return cycles
}
