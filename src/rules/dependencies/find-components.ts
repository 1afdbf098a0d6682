/**
 * The strongly connected component of each node of a graph, as a number (Tarjan, without recursion): two nodes lie on a
 * common cycle exactly where theirs are the same.
 */
export function findComponents(edges: readonly (readonly number[])[]): readonly number[] {
  const component: number[] = edges.map(() => -1)
  const index: number[] = edges.map(() => -1)
  const low: number[] = edges.map(() => 0)
  const stack: number[] = []
  let visited = 0
  let components = 0
  for (const root of edges.keys()) {
    if (index[root] !== -1) continue
    const work: { readonly node: number; next: number }[] = []
    const enter = (node: number): void => {
      index[node] = visited
      low[node] = visited
      visited += 1
      stack.push(node)
      work.push({ node, next: 0 })
    }
    enter(root)
    for (let top = work.at(-1); top !== undefined; top = work.at(-1)) {
      const { node } = top
      const to = edges[node]?.[top.next]
      top.next += 1
      if (to !== undefined) {
        if (index[to] === -1) enter(to)
        else if (component[to] === -1) low[node] = Math.min(low[node] ?? 0, index[to] ?? 0)
        continue
      }
      work.pop()
      const above = work.at(-1)?.node
      if (above !== undefined) low[above] = Math.min(low[above] ?? 0, low[node] ?? 0)
      if (low[node] !== index[node]) continue
      for (let member = stack.pop(); member !== undefined; member = stack.pop()) {
        component[member] = components
        if (member === node) break
      }
      components += 1
    }
  }
  return component
}
