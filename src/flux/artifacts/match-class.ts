/** What a character class says of a character, and where the pattern goes on. */
export interface ClassVerdict {
  readonly isMatch: boolean
  readonly end: number
}

/** Reads the class that begins with `[` at an offset of a doublestar pattern. One that never ends matches nothing. */
export function matchClass(pattern: string, from: number, character: string): ClassVerdict {
  const code = character.codePointAt(0) ?? 0
  const isNegated = pattern[from + 1] === '!' || pattern[from + 1] === '^'
  let at = isNegated ? from + 2 : from + 1
  let isInside = false
  let low: number | undefined
  while (at < pattern.length && pattern[at] !== ']') {
    const isRange = low !== undefined && pattern[at] === '-' && at + 1 < pattern.length && pattern[at + 1] !== ']'
    if (isRange) at++
    if (pattern[at] === '\\') at++
    const member = pattern.codePointAt(at)
    if (member === undefined) break
    at += member > 0xffff ? 2 : 1
    if (low !== undefined && isRange) {
      isInside ||= low <= code && code <= member
      low = undefined
    } else {
      isInside ||= member === code
      low = member
    }
  }
  return { isMatch: at < pattern.length && isInside !== isNegated, end: at + 1 }
}
