const asciiLetter = /^[A-Za-z]$/
const letter = /^\p{L}$/u
const digit = /^\p{Nd}$/u

/**
 * Which of two keys of a mapping comes first: numbers in texts by their size, other signs before letters (the order of
 * go-yaml's keyList).
 */
export function compareKeys(a: string, b: string): number {
  if (a === b) return 0
  let place = 0
  while (a.charCodeAt(place) === b.charCodeAt(place)) place += 1
  // The usual case, which needs no look at characters of more than one unit.
  if (asciiLetter.test(a.charAt(place)) && asciiLetter.test(b.charAt(place))) {
    return a.charCodeAt(place) - b.charCodeAt(place)
  }
  const left = Array.from(a)
  const right = Array.from(b)
  let index = 0
  while (index < left.length && index < right.length && left[index] === right[index]) index += 1
  const one = left[index]
  const other = right[index]
  if (one === undefined || other === undefined) return left.length - right.length
  const isOneLetter = letter.test(one)
  const isOtherLetter = letter.test(other)
  if (isOneLetter && isOtherLetter) return codeOf(one) - codeOf(other)
  if (isOneLetter !== isOtherLetter) return isOtherLetter ? -1 : 1
  // Zeros within a number count as digits of it, leading ones do not.
  const isWithin = (one === '0' || other === '0') && endsNumber(left, index)
  const first = readNumber(left, index, isWithin)
  const second = readNumber(right, index, isWithin)
  if (first.size !== second.size) return first.size < second.size ? -1 : 1
  if (first.end !== second.end) return first.end - second.end
  return codeOf(one) - codeOf(other)
}

function codeOf(character: string): number {
  return character.codePointAt(0) ?? 0
}

function isDigit(character: string | undefined): character is string {
  return character !== undefined && digit.test(character)
}

/** Whether a digit other than zero stands in the digits right before a place. */
function endsNumber(characters: readonly string[], place: number): boolean {
  for (let index = place - 1; isDigit(characters[index]); index -= 1) if (characters[index] !== '0') return true
  return false
}

/** The digits from a place on as Go's int64, which wraps around. */
function readNumber(
  characters: readonly string[],
  from: number,
  isWithin: boolean,
): { readonly size: bigint; readonly end: number } {
  let size = isWithin ? 1n : 0n
  let end = from
  for (let character = characters[end]; isDigit(character); character = characters[end]) {
    size = BigInt.asIntN(64, size * 10n + BigInt(codeOf(character) - 0x30))
    end += 1
  }
  return { size, end }
}
