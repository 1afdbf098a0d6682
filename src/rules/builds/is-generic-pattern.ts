/** Whether a pattern of a selector is meant for whatever there may be, and names nothing. */
export function isGenericPattern(text: string): boolean {
  return text === '' || /[*+?[\]{}\\]/.test(text)
}
