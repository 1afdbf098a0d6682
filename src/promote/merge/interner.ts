/** Gives equal texts the same number, so that equal values are compared as numbers. */
export type Interner = (text: string) => number

/** An interner that knows nothing yet. */
export function createInterner(): Interner {
  const known = new Map<string, number>()
  return (text) => {
    const id = known.get(text) ?? known.size
    known.set(text, id)
    return id
  }
}
