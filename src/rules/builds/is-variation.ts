/**
 * Whether two names differ on purpose, as those of siblings do: by digits, by a whole word (`web-dev`, `web-prod`), or by
 * a short word at either end (`api-db`, `ui-db`).
 */
export function isVariation(a: string, b: string): boolean {
  if (a.replace(/\d+/g, '') === b.replace(/\d+/g, '')) return true
  const left = a.split(/[-_.]/)
  const right = b.split(/[-_.]/)
  // A word more or less.
  if (left.length !== right.length) {
    const [short, long] = left.length < right.length ? [left, right] : [right, left]
    return short.join('') !== long.join('') && short.every((word) => long.includes(word))
  }
  const differing = left.flatMap((word, index) => (word === right[index] ? [] : [[word, right[index] ?? '']]))
  return differing.some(([one = '', other = '']) => Math.max(one.length, other.length) <= 4)
}
