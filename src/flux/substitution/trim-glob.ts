import { type ByteText, charactersOf } from './byte-text.ts'
import { type Budget, matchGlob, spend } from './match-glob.ts'

/**
 * A text without the shortest or longest beginning that matches a pattern, or the same of its end. A malformed pattern
 * trims nothing. As Flux does it: the end is trimmed with text and pattern written backwards, and an empty beginning is
 * none.
 */
export function trimGlob(
  text: ByteText,
  pattern: ByteText,
  operator: '#' | '##' | '%' | '%%',
  budget: Budget,
): ByteText {
  if (operator === '#') return text.slice(matchedLength(text, pattern, false, budget))
  if (operator === '##') return text.slice(matchedLength(text, pattern, true, budget))
  const backwards = reverse(text)
  return reverse(backwards.slice(matchedLength(backwards, reverse(pattern), operator === '%%', budget)))
}

function matchedLength(text: ByteText, pattern: ByteText, isLongest: boolean, budget: Budget): number {
  let shortest = 0
  for (let length = text.length; length > 0; length -= 1) {
    spend(budget, 1)
    const result = matchGlob(pattern, text, length, budget)
    if (result === 'malformed') return 0
    if (result === 'match') {
      if (isLongest) return length
      shortest = length
    }
  }
  return shortest
}

function reverse(text: ByteText): ByteText {
  return charactersOf(text).toReversed().join('')
}
