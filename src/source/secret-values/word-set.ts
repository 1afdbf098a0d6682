/** The words of a text that lists them. */
export const wordSet = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/))
