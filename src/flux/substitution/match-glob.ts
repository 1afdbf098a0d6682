import { type ByteText, characterAt } from './byte-text.ts'

/** What may still be spent, in steps. */
export interface Budget {
  left: number
}

/** Thrown when a budget is spent. */
export class BudgetError extends Error {
  override readonly name = 'BudgetError'
}

/** Takes steps from a budget; throws a BudgetError when it is spent. */
export function spend(budget: Budget, steps: number): void {
  budget.left -= steps
  if (budget.left < 0) throw new BudgetError('the budget is spent')
}

/**
 * Whether the first `length` bytes of a text match a pattern of a shell (envsubst's path.Match: `*` takes slashes too, and
 * what follows on it is matched at its first chance). `malformed` for a mistake in the part of the pattern that was
 * looked at.
 */
export function matchGlob(
  pattern: ByteText,
  text: ByteText,
  length: number,
  budget: Budget,
): 'match' | 'no match' | 'malformed' {
  let at = 0
  for (let next = 0; next < pattern.length; ) {
    const from = skipStars(pattern, next)
    const hasStar = from > next
    const to = endOfChunk(pattern, from)
    spend(budget, to - next)
    next = to
    if (hasStar && from === to) return 'match'
    const isLast = next === pattern.length
    const end = hasStar ? length : at
    let found: number | undefined
    for (let place = at; place <= end && found === undefined; place += 1) {
      const reached = matchChunk(pattern, from, to, text, place, length, budget)
      if (reached === 'malformed') return reached
      if (reached !== undefined && (!isLast || reached === length)) found = reached
    }
    if (found === undefined) return 'no match'
    at = found
  }
  return at === length ? 'match' : 'no match'
}

function skipStars(pattern: ByteText, from: number): number {
  let at = from
  while (pattern[at] === '*') at += 1
  return at
}

/** Where the next `*` outside of a class stands. */
function endOfChunk(pattern: ByteText, from: number): number {
  let isInClass = false
  for (let at = from; at < pattern.length; at += 1) {
    const character = pattern[at]
    if (character === '\\') at += 1
    else if (character === '[') isInClass = true
    else if (character === ']') isInClass = false
    else if (character === '*' && !isInClass) return at
  }
  return pattern.length
}

/** Where a part of a pattern without stars ends in the text, if it matches there. */
function matchChunk(
  pattern: ByteText,
  from: number,
  to: number,
  text: ByteText,
  start: number,
  length: number,
  budget: Budget,
): number | 'malformed' | undefined {
  let at = start
  for (let next = from; next < to; ) {
    spend(budget, 1)
    if (at >= length) return undefined
    const mark = pattern.charAt(next)
    if (mark === '[') {
      const { code, size } = characterAt(text.slice(at, Math.min(at + 4, length)), 0)
      at += size
      const end = matchClass(pattern, next + 1, to, code, budget)
      if (typeof end !== 'number') return end
      next = end
    } else if (mark === '?') {
      at += characterAt(text.slice(at, Math.min(at + 4, length)), 0).size
      next += 1
    } else {
      if (mark === '\\') next += 1
      if (next >= to) return 'malformed'
      if (pattern[next] !== text[at]) return undefined
      at += 1
      next += 1
    }
  }
  return at
}

/** Where a class ends, if it holds the character. */
function matchClass(
  pattern: ByteText,
  from: number,
  to: number,
  code: number,
  budget: Budget,
): number | 'malformed' | undefined {
  const isNegated = from < to && pattern[from] === '^'
  const first = isNegated ? from + 1 : from
  let holds = false
  for (let at = first; ; ) {
    spend(budget, 1)
    if (at < to && pattern[at] === ']' && at > first) return holds === isNegated ? undefined : at + 1
    const low = readClassCharacter(pattern, at, to)
    if (low === undefined) return 'malformed'
    at = low.end
    let high = low
    if (pattern[at] === '-') {
      const found = readClassCharacter(pattern, at + 1, to)
      if (found === undefined) return 'malformed'
      high = found
      at = found.end
    }
    if (low.code <= code && code <= high.code) holds = true
  }
}

function readClassCharacter(
  pattern: ByteText,
  from: number,
  to: number,
): { readonly code: number; readonly end: number } | undefined {
  if (from >= to || pattern[from] === '-' || pattern[from] === ']') return undefined
  const at = pattern[from] === '\\' ? from + 1 : from
  if (at >= to) return undefined
  const { code, size } = characterAt(pattern.slice(at, to), 0)
  const isBroken = code === 0xfffd && size === 1
  return isBroken || at + size >= to ? undefined : { code, end: at + size }
}
