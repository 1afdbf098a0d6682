/** Below this many pairs of elements, the longest common subsequence is computed exactly. */
const maximumPairs = 250_000

/**
 * Which elements of two sequences correspond: pairs of indexes, rising in both. The exact longest common subsequence for
 * what is short between the elements that occur once in both; large parts that share no such element do not correspond.
 */
export function alignSequences(a: readonly number[], b: readonly number[]): readonly (readonly [number, number])[] {
  const pairs: (readonly [number, number])[] = []
  alignRange(a, b, { from: 0, to: a.length, start: 0, end: b.length }, pairs)
  return pairs
}

interface Range {
  readonly from: number
  readonly to: number
  readonly start: number
  readonly end: number
}

type Pairs = (readonly [number, number])[]

function alignRange(a: readonly number[], b: readonly number[], range: Range, pairs: Pairs): void {
  let { from, to, start, end } = range
  while (from < to && start < end && a[from] === b[start]) pairs.push([from++, start++])
  const tail: Pairs = []
  while (from < to && start < end && a[to - 1] === b[end - 1]) tail.push([--to, --end])
  if (from < to && start < end) {
    const anchors = findAnchors(a, b, { from, to, start, end })
    if (anchors.length === 0) alignShort(a, b, { from, to, start, end }, pairs)
    else {
      for (const [one, other] of [...anchors, [to, end] as const]) {
        // A part with an anchor less is shorter, and its elements are unique at most once more.
        alignRange(a, b, { from, to: one, start, end: other }, pairs)
        if (one < to) pairs.push([one, other])
        from = one + 1
        start = other + 1
      }
    }
  }
  pairs.push(...tail.reverse())
}

/** Elements that occur once in both, as many as stand in the same order. */
function findAnchors(a: readonly number[], b: readonly number[], { from, to, start, end }: Range): Pairs {
  const once = (list: readonly number[], first: number, last: number): Map<number, number> => {
    const places = new Map<number, number>()
    for (let index = first; index < last; index += 1) {
      const element = list[index] ?? -1
      places.set(element, places.has(element) ? -1 : index)
    }
    return places
  }
  const inB = once(b, start, end)
  const common: Pairs = []
  for (const [element, index] of once(a, from, to)) {
    const other = inB.get(element)
    if (index >= 0 && other !== undefined && other >= 0) common.push([index, other])
  }
  return longestRising(common.sort((one, other) => one[0] - other[0]))
}

function longestRising(pairs: Pairs): Pairs {
  const ends: number[] = []
  const before: number[] = []
  for (const [index, [, place]] of pairs.entries()) {
    let low = 0
    let high = ends.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((pairs[ends[middle] ?? 0]?.[1] ?? 0) < place) low = middle + 1
      else high = middle
    }
    before[index] = low === 0 ? -1 : (ends[low - 1] ?? -1)
    ends[low] = index
  }
  const result: Pairs = []
  for (let index = ends.at(-1) ?? -1; index >= 0; index = before[index] ?? -1) {
    const pair = pairs[index]
    if (pair !== undefined) result.push(pair)
  }
  return result.reverse()
}

function alignShort(a: readonly number[], b: readonly number[], { from, to, start, end }: Range, pairs: Pairs): void {
  const width = end - start + 1
  if ((to - from) * (end - start) > maximumPairs) return
  const lengths = new Int32Array((to - from + 1) * width)
  const at = (row: number, column: number): number => lengths[row * width + column] ?? 0
  for (let row = to - from - 1; row >= 0; row -= 1) {
    for (let column = width - 2; column >= 0; column -= 1) {
      const isSame = a[from + row] === b[start + column]
      const longest = isSame ? at(row + 1, column + 1) + 1 : Math.max(at(row + 1, column), at(row, column + 1))
      lengths[row * width + column] = longest
    }
  }
  for (let row = 0, column = 0; row < to - from && column < width - 1; ) {
    if (a[from + row] === b[start + column]) pairs.push([from + row++, start + column++])
    else if (at(row + 1, column) >= at(row, column + 1)) row += 1
    else column += 1
  }
}
