/** The code point at an offset as it is written in Unicode's tables: `U+00A0`. */
export function codeOf(text: string, at: number): string {
  return `U+${(text.codePointAt(at) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
}
