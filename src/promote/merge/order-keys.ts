interface Keys {
  keys(): Iterable<string>
  has(key: string): boolean
}

interface Orders {
  readonly base: Keys
  readonly source: Keys
  readonly target: Keys
}

/**
 * The order of merged entries: the target's, with what only the source has behind the neighbour that it has there; the
 * source's order where only the source changed it. Undefined where both changed it and differ. Keys that the merge
 * removes are still among them.
 */
export function orderKeys(
  { base, source, target }: Orders,
  isOrdered: boolean,
): { readonly keys: readonly string[]; readonly isSources: boolean } | undefined {
  const isMoved = (side: Keys): boolean => !isSameOrder(base, side)
  if (!isOrdered || !isMoved(source) || isSameOrder(source, target))
    return { keys: weave(target, source), isSources: false }
  return isMoved(target) ? undefined : { keys: weave(source, target), isSources: true }
}

function isSameOrder(a: Keys, b: Keys): boolean {
  const second = [...b.keys()].filter((key) => a.has(key))
  let at = 0
  for (const key of a.keys()) if (b.has(key) && second[at++] !== key) return false
  return true
}

function weave(main: Keys, other: Keys): readonly string[] {
  const behind = new Map<string | undefined, string[]>()
  let neighbour: string | undefined
  for (const key of other.keys()) {
    if (main.has(key)) neighbour = key
    else {
      const list = behind.get(neighbour) ?? []
      list.push(key)
      behind.set(neighbour, list)
    }
  }
  const lists = [behind.get(undefined) ?? []]
  for (const key of main.keys()) lists.push([key], behind.get(key) ?? [])
  return lists.flat()
}
