/** The names of the entries, never their values. */
export function listKeys(keys: readonly string[]): string {
  const shown = keys.slice(0, 3).map((key) => `\`${key}\``)
  const more = keys.length - shown.length
  return more > 0 ? `${shown.join(', ')} and ${more} more` : shown.join(', ')
}
