/** A source of reproducible choices. */
export interface Random {
  /** An integer of at least `from` and at most `to`. */
  integer(from: number, to: number): number
  chance(probability: number): boolean
  pick<Item>(items: readonly Item[]): Item
  /** Different items in a random order: at least `least`, at most `most`, as far as there are so many. */
  some<Item>(items: readonly Item[], least: number, most: number): Item[]
}

/** The same seed and index always give the same choices; neighbours have nothing in common. */
export function createRandom(seed: number, index: number): Random {
  let state = mix(mix(seed) ^ Math.imul(index + 1, 0x9e3779b1))
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    return mix(state) / 2 ** 32
  }
  const integer = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1))
  const take = <Item>(items: Item[]): Item => {
    const [item] = items.splice(integer(0, items.length - 1), 1)
    if (item === undefined) throw new RangeError('There is nothing to pick from.')
    return item
  }
  return {
    integer,
    chance: (probability) => next() < probability,
    pick: (items) => {
      const item = items[integer(0, items.length - 1)]
      if (item === undefined) throw new RangeError('There is nothing to pick from.')
      return item
    },
    some: (items, least, most) => {
      const left = [...items]
      const count = Math.min(integer(least, most), left.length)
      return Array.from({ length: count }, () => take(left))
    },
  }
}

/** Spreads the bits of an integer (the finisher of MurmurHash3). */
function mix(value: number): number {
  let bits = value | 0
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b)
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35)
  return (bits ^ (bits >>> 16)) >>> 0
}
