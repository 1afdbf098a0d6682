import { distance } from 'fastest-levenshtein'

/**
 * The candidate most like a misspelt word, or undefined where none is near enough to be worth suggesting:
 * at most two letters in five may differ, letter case aside.
 */
export function nearestMatch(word: string, candidates: Iterable<string>): string | undefined {
  const wanted = word.toLowerCase()
  const limit = Math.max(1, Math.floor(wanted.length * 0.4))
  let best: string | undefined
  let bestDistance = limit + 1
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - word.length) >= bestDistance) continue
    const found = distance(wanted, candidate.toLowerCase())
    if (found < bestDistance) {
      best = candidate
      bestDistance = found
    }
  }
  return best
}
