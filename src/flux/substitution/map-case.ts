/** Greek letters with an iota below, whose one-letter capitals JavaScript writes as two. */
const iotaCapitals = new Map([
  ['\u1fb3', '\u1fbc'],
  ['\u1fc3', '\u1fcc'],
  ['\u1ff3', '\u1ffc'],
])

/** The capital of one character as Go's unicode.ToUpper gives it: always one character. */
export function toUpperCharacter(character: string): string {
  const code = character.codePointAt(0) ?? 0
  if (code >= 0x1f80 && code <= 0x1faf) return (code & 8) === 0 ? String.fromCodePoint(code + 8) : character
  const upper = iotaCapitals.get(character) ?? character.toUpperCase()
  return isOne(upper) ? upper : character
}

/** The small letter of one character as Go's unicode.ToLower gives it. */
export function toLowerCharacter(character: string): string {
  if (character === '\u0130') return 'i'
  const lower = character.toLowerCase()
  return isOne(lower) ? lower : character
}

function isOne(text: string): boolean {
  return text.length === ((text.codePointAt(0) ?? 0) > 0xffff ? 2 : 1)
}
