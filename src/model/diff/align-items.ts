/** Two items that belong together, or one that stands alone, by their indexes. */
export interface Aligned {
  readonly before: number | undefined
  readonly after: number | undefined
}

/** Beyond this many comparisons lists are paired by position. */
const maximumCells = 1_000_000

/**
 * The smallest edit that makes one list of texts the other: equal items are paired, the others stand alone, in the order
 * of both lists. Lists that are too long for that keep what they begin and end with in common.
 */
export function alignItems(before: readonly string[], after: readonly string[]): readonly Aligned[] {
  const shorter = Math.min(before.length, after.length)
  let start = 0
  while (start < shorter && before[start] === after[start]) start += 1
  let tail = 0
  while (tail < shorter - start && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1

  const aligned: Aligned[] = []
  for (let index = 0; index < start; index += 1) aligned.push({ before: index, after: index })
  const middle = alignMiddle(before.slice(start, before.length - tail), after.slice(start, after.length - tail))
  for (const one of middle) {
    aligned.push({
      before: one.before === undefined ? undefined : one.before + start,
      after: one.after === undefined ? undefined : one.after + start,
    })
  }
  for (let index = tail; index > 0; index -= 1) {
    aligned.push({ before: before.length - index, after: after.length - index })
  }
  return aligned
}

function alignMiddle(before: readonly string[], after: readonly string[]): readonly Aligned[] {
  const width = after.length + 1
  const isShort = (before.length + 1) * width <= maximumCells
  const lengths = isShort ? measure(before, after) : undefined
  const aligned: Aligned[] = []
  let first = 0
  let second = 0
  while (first < before.length || second < after.length) {
    const isSame = first < before.length && second < after.length && before[first] === after[second]
    if (lengths !== undefined && isSame) {
      aligned.push({ before: first, after: second })
      first += 1
      second += 1
      continue
    }
    const down = lengths?.[(first + 1) * width + second] ?? 0
    const right = lengths?.[first * width + second + 1] ?? 0
    if (first < before.length && (second >= after.length || down >= right)) {
      aligned.push({ before: first, after: undefined })
      first += 1
    } else {
      aligned.push({ before: undefined, after: second })
      second += 1
    }
  }
  return aligned
}

/** The length of the longest common subsequence of what remains from each pair of positions on. */
function measure(before: readonly string[], after: readonly string[]): Uint32Array {
  const width = after.length + 1
  const lengths = new Uint32Array((before.length + 1) * width)
  for (let first = before.length - 1; first >= 0; first -= 1) {
    for (let second = after.length - 1; second >= 0; second -= 1) {
      const at = first * width + second
      lengths[at] =
        before[first] === after[second]
          ? (lengths[at + width + 1] ?? 0) + 1
          : Math.max(lengths[at + width] ?? 0, lengths[at + 1] ?? 0)
    }
  }
  return lengths
}
