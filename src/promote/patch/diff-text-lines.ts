import { diffArrays } from 'diff'

/** Lines that are replaced by others: half-open ranges, counted from 0. */
export interface LineEdit {
  readonly oldStart: number
  readonly oldEnd: number
  readonly newStart: number
  readonly newEnd: number
}

/** How much comparing is left to be done, in steps. What many texts share is spent together. */
export interface DiffEffort {
  left: number
}

/** Steps that one text may take, about a second's worth at most. */
const maximumEffort = 20_000_000
/** Edits that are searched for: their number squared is what must be kept in memory. */
const maximumEdits = 3000

/**
 * What turns some lines into others, in order and with no two edits touching; as few lines as possible. Where that would
 * take more effort than is left, everything between the first and the last difference is one edit.
 */
export function diffTextLines(before: readonly string[], after: readonly string[], effort: DiffEffort): LineEdit[] {
  const shorter = Math.min(before.length, after.length)
  let start = 0
  while (start < shorter && before[start] === after[start]) start++
  let end = 0
  while (end < shorter - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end++

  const edits: LineEdit[] = []
  let oldStart = start
  let newStart = start
  const close = (oldEnd: number, newEnd: number): void => {
    if (oldEnd > oldStart || newEnd > newStart) edits.push({ oldStart, oldEnd, newStart, newEnd })
    oldStart = oldEnd + 1
    newStart = newEnd + 1
  }
  const pairs = pairLines(before.slice(start, before.length - end), after.slice(start, after.length - end), effort)
  for (const [i, j] of pairs) close(start + i, start + j)
  close(before.length - end, after.length - end)
  return edits
}

/** Indices of lines that stay, in both texts rising. */
function pairLines(before: readonly string[], after: readonly string[], effort: DiffEffort): [number, number][] {
  // A line that the other text does not have is no part of what stays, and need not be compared.
  const left = numberShared(before, after)
  const right = numberShared(after, before)
  const size = left.length + right.length
  if (left.length === 0 || right.length === 0) return []
  const allowed = Math.min(effort.left, maximumEffort)
  const maxEditLength = Math.min(size, maximumEdits, Math.floor(allowed / size), Math.floor(Math.sqrt(allowed)))
  const changes = diffArrays(
    left.map(({ line }) => line),
    right.map(({ line }) => line),
    { maxEditLength },
  )
  const pairs: [number, number][] = []
  let [i, j, edits] = [0, 0, 0]
  for (const { count, added, removed } of changes ?? []) {
    if (added) j += count
    else if (removed) i += count
    else {
      for (let k = 0; k < count; k++) pairs.push([left[i + k]?.index ?? 0, right[j + k]?.index ?? 0])
      i += count
      j += count
    }
    if (added || removed) edits += count
  }
  const tried = changes === undefined ? maxEditLength : edits
  // At worst each try walks along all lines; nearly always it is far from that.
  effort.left = Math.max(0, effort.left - size - tried * Math.max(tried, Math.ceil(size / 8)))
  return pairs
}

function numberShared(
  lines: readonly string[],
  others: readonly string[],
): readonly { readonly line: string; readonly index: number }[] {
  const shared = new Set(others)
  return lines.map((line, index) => ({ line, index })).filter(({ line }) => shared.has(line))
}
