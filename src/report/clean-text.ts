/**
 * Text of a repository made safe for files that machines read, and whole: only what XML forbids, what no encoding can
 * hold and what turns the direction of a line is replaced. Line breaks are `\n`.
 */
export function cleanText(text: string): string {
  return text
    .replaceAll('\r\n', '\n')
    .replace(/(?![\t\n])[\p{Cc}\p{Cs}\ufffe\uffff\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu, '\ufffd')
}
