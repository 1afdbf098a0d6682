import { distance } from 'fastest-levenshtein'
import { isVariation } from '../builds/is-variation.ts'

/** Whether a name is most likely a slip for a known one: a letter or two apart, and no sibling of it. */
export function isMisspelling(name: string, known: string): boolean {
  if (name === known || name.length < 5 || isVariation(name, known)) return false
  return distance(name, known) <= (name.length < 8 ? 1 : 2)
}
