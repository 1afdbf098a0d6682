/**
 * Fills gaps between items that are taken for the same: two whose keys agree in at least one value, and elsewhere only
 * differ where one has none, such as a port with and without `protocol` (kyaml's mergeValues).
 */
export function pairKeys(tuples: readonly (readonly string[])[]): (readonly string[])[] {
  const result = [...tuples]
  for (let first = 0; first < result.length; first += 1) {
    const values = result[first] ?? []
    for (let second = 0; second < result.length; second += 1) {
      const paired = pair(values, result[second] ?? [])
      if (paired === undefined) continue
      result[first] = paired
      result[second] = paired
    }
  }
  return result
}

function pair(a: readonly string[], b: readonly string[]): readonly string[] | undefined {
  const values = a.map((value, index) => (value === '' ? (b[index] ?? '') : value))
  const isCompatible = a.every((value, index) => value === b[index] || value === '' || b[index] === '')
  return isCompatible && a.some((value, index) => value === b[index]) ? values : undefined
}

/**
 * The keys to tell an item by, with its values: those that any item has a value for, or all where none has (kyaml's
 * validateKeys).
 */
export function alignKeys(
  tuples: readonly (readonly string[])[],
  values: readonly string[],
  keys: readonly string[],
): { readonly keys: readonly string[]; readonly values: readonly string[] } {
  const isUsed = keys.map((_, index) => tuples.some((tuple) => (tuple[index] ?? '') !== ''))
  if (!isUsed.includes(true)) return { keys, values }
  return { keys: keys.filter((_, index) => isUsed[index]), values: values.filter((_, index) => isUsed[index]) }
}
