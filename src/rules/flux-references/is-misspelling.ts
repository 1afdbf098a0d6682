import { distance } from 'fastest-levenshtein'
import { isVariation } from '../builds/is-variation.ts'

/**
 * Whether a name is most likely a slip for a known one: a letter too few, too many, wrong or in the place of its neighbour,
 * in a long name also two that are missing. Two wrong letters make another word: `github` is no slip for `gitlab`.
 */
export function isMisspelling(name: string, known: string): boolean {
  if (name === known || name.length < 5 || isVariation(name, known)) return false
  const apart = distance(name, known)
  if (apart === 1) return true
  if (apart !== 2 || name.length < 8) return false
  return Math.abs(name.length - known.length) === 2 || isSwapped(name, known)
}

/** Whether two names of which two letters differ have just these in each other's place. */
function isSwapped(a: string, b: string): boolean {
  const at = [...a].findIndex((letter, index) => letter !== b[index])
  return a.length === b.length && a[at] === b[at + 1] && a[at + 1] === b[at]
}
