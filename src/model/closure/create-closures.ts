import type { Cluster } from '../cluster.ts'
import type { Closure } from './closure.ts'

/** The closures of clusters by their names, in the order of the clusters; each is computed when it is first asked for. */
export function createClosures(
  clusters: readonly Cluster[],
  compute: (cluster: Cluster) => Closure,
): ReadonlyMap<string, Closure> {
  const byName = new Map(clusters.map((cluster) => [cluster.name, cluster]))
  const computed = new Map<Cluster, Closure>()
  const closureOf = (cluster: Cluster): Closure => {
    const closure = computed.get(cluster) ?? compute(cluster)
    computed.set(cluster, closure)
    return closure
  }
  let whole: ReadonlyMap<string, Closure> | undefined
  const all = (): ReadonlyMap<string, Closure> => {
    whole ??= new Map([...byName].map(([name, cluster]) => [name, closureOf(cluster)]))
    return whole
  }
  return {
    get: (name) => {
      const cluster = byName.get(name)
      return cluster && closureOf(cluster)
    },
    has: (name) => byName.has(name),
    size: byName.size,
    keys: () => byName.keys(),
    values: () => all().values(),
    entries: () => all().entries(),
    forEach: (visit, self) => all().forEach(visit, self),
    [Symbol.iterator]: () => all()[Symbol.iterator](),
  }
}
