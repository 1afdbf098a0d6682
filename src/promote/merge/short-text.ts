const maximumLength = 80

/** A piece of text on one line of at most 80 characters. */
export function shortText(text: string): string {
  const line = text
    .slice(0, 4 * maximumLength)
    .replace(/\s+/g, ' ')
    .trim()
  return line.length < maximumLength ? line : `${line.slice(0, maximumLength - 1)}…`
}
