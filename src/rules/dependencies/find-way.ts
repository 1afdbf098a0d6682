/** A shortest way through a graph, both ends included; undefined where there is none. `mayEnter` keeps it out of nodes. */
export function findWay(
  edges: readonly (readonly number[])[],
  from: number,
  to: number,
  mayEnter: (node: number) => boolean,
): readonly number[] | undefined {
  const before = new Map<number, number>([[from, -1]])
  const queue = [from]
  for (let at = 0; at < queue.length; at += 1) {
    const node = queue[at]
    if (node === undefined) break
    if (node === to) {
      const way: number[] = []
      for (let step = node; step !== -1; step = before.get(step) ?? -1) way.push(step)
      return way.reverse()
    }
    for (const next of edges[node] ?? []) {
      if (before.has(next) || !mayEnter(next)) continue
      before.set(next, node)
      queue.push(next)
    }
  }
  return undefined
}
