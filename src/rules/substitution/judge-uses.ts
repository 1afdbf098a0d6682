import type { LocatedUse } from '../../flux/substitution/located-use.ts'
import type { SubstitutionOf } from '../../model/closure/substitution.ts'
import type { Location } from '../../source/location.ts'
import { isCode } from './is-code.ts'
import { listAssigned } from './list-assigned.ts'
import { textAt } from './text-at.ts'

/** A `${…}` that is a mistake. */
export interface JudgedUse {
  readonly use: LocatedUse
  readonly at: Location
  /**
   * `undefined`: Flux should have put something there, and has nothing. `eaten`: it is for another program, and Flux has
   * nothing to put there. `taken`: it is for another program, and Flux puts a default there.
   */
  readonly is: 'undefined' | 'eaten' | 'taken'
  /** Whether a source that is not seen may still define it. */
  readonly isDoubtful: boolean
}

/** The uses in an object that are mistakes, each variable once a text. */
export function judgeUses({ before, uses }: SubstitutionOf): readonly JudgedUse[] {
  const found = new Map<string, JudgedUse>()
  const codes = new Map<string, boolean>()
  for (const use of uses) {
    const { name, outcome, path, isKey, at, variable } = use
    if (outcome === 'value' || at === undefined || variable !== undefined) continue
    const place = JSON.stringify([path, isKey])
    const isForeign = codes.get(place) ?? (!isKey && isCode(before.value, path))
    codes.set(place, isForeign)
    const key = JSON.stringify([place, name])
    if (found.has(key)) continue
    const is = judge(use, isForeign, textAt(before.value, path) ?? '')
    if (is !== undefined) found.set(key, { use, at, is, isDoubtful: outcome === 'unseen' && !isPosition(name) })
  }
  return [...found.values()]
}

function judge({ name, outcome, operator }: LocatedUse, isForeign: boolean, text: string): JudgedUse['is'] | undefined {
  // No variable of Flux begins with a digit.
  if (isPosition(name)) return outcome === 'default' ? 'taken' : 'eaten'
  if (outcome === 'undefined' || outcome === 'empty') return isForeign ? 'eaten' : 'undefined'
  if (!isForeign) return undefined
  const isAssigned = listAssigned(text).has(name)
  if (outcome === 'unseen') return isAssigned ? 'eaten' : undefined
  return isAssigned || operator === ':+' || operator === ':?' ? 'taken' : undefined
}

function isPosition(name: string): boolean {
  return /^[0-9]/.test(name)
}
