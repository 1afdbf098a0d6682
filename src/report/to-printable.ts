/** Text of a repository made safe for a terminal: tabs as four spaces, no characters that move the cursor or turn the direction. */
export function toPrintable(text: string): string {
  return text.replaceAll('\t', '    ').replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu, '\ufffd')
}
