/** Longer texts are cut: no name or message that a person reads is. */
const maximumLength = 600

/**
 * Text of a repository made safe for a terminal: tabs as four spaces, no characters that move the cursor or turn the
 * direction, and not endless.
 */
export function toPrintable(text: string): string {
  const cut = text.length > maximumLength ? `${text.slice(0, maximumLength)}…` : text
  return cut.replaceAll('\t', '    ').replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu, '\ufffd')
}
