import { findComponents } from './find-components.ts'
import { findWay } from './find-way.ts'
import type { Dependant } from './list-dependants.ts'
import { type Link, listLinks } from './list-links.ts'

/** So many searches are made among what waits for each other; what is found by then is told. */
const maximumSearches = 200

/**
 * Chains of waiting that come back to where they start, by more than `dependsOn` alone, as links from one to the next;
 * the first link of each is the dependency to mend. What is suspended waits for nothing.
 */
export function findDeadlocks(dependants: readonly Dependant[]): readonly (readonly Link[])[] {
  const active = dependants.filter(({ isSuspended }) => !isSuspended)
  const { links, edges, endsOf, linkAt } = createGraph(active)
  const components = findComponents(edges)
  const searches = new Map<number | undefined, number>()
  const broken = new Set<Link>()

  const close = (link: Link): readonly Link[] | undefined => {
    const [before, after] = endsOf(link)
    const component = components[before]
    const count = searches.get(component) ?? 0
    if (broken.has(link) || component !== components[after] || count >= maximumSearches) return undefined
    searches.set(component, count + 1)
    const way = findWay(edges, after, before, (node) => components[node] === component)
    const rest = way?.slice(1).flatMap((node, index) => linkAt(way[index], node) ?? [])
    return rest && [link, ...rest]
  }

  const found: (readonly Link[])[] = []
  for (const link of links) {
    const cycle = link.is === 'depends' ? close(link) : undefined
    if (cycle === undefined) continue
    const culprit = cycle.find(({ is }, index) => is === 'depends' && cycle[(index + 1) % cycle.length]?.is === 'waits')
    const shortest = culprit === undefined || culprit === link ? cycle : (close(culprit) ?? cycle)
    found.push(shortest)
    for (const one of [shortest[0], culprit]) {
      if (one === undefined || broken.has(one)) continue
      broken.add(one)
      const [before, after] = endsOf(one)
      const list = edges[before]
      list?.splice(list.indexOf(after), 1)
    }
  }
  return found
}

interface Graph {
  readonly links: readonly Link[]
  /** What has to happen before: each dependant has two nodes, its being reconciled and its being ready. */
  readonly edges: number[][]
  endsOf(link: Link): readonly [number, number]
  /** The link that makes an edge; none for the edge from being ready to being reconciled. */
  linkAt(before: number | undefined, after: number): Link | undefined
}

function createGraph(dependants: readonly Dependant[]): Graph {
  const indexes = new Map(dependants.map((one, index) => [one, index]))
  const reconciled = (one: Dependant): number => 2 * (indexes.get(one) ?? 0)
  const ready = (one: Dependant): number => reconciled(one) + 1
  const endsOf = ({ is, from, to }: Link): readonly [number, number] => [
    is === 'waits' ? ready(from) : reconciled(from),
    is === 'applied' ? reconciled(to) : ready(to),
  ]
  const links = listLinks(dependants)
  const edges: number[][] = dependants.flatMap((one) => [[], [reconciled(one)]])
  for (const link of links) {
    const [before, after] = endsOf(link)
    edges[before]?.push(after)
  }
  // Few clusters have a chain to be followed.
  let byEdge: ReadonlyMap<string, Link> | undefined
  const linkAt = (before: number | undefined, after: number): Link | undefined => {
    byEdge ??= new Map(links.map((link) => [endsOf(link).join('>'), link]))
    return byEdge.get(`${before}>${after}`)
  }
  return { links, edges, endsOf, linkAt }
}
