/** Orders texts by their bytes in UTF-8, as Go does; JavaScript's own order differs beyond the basic plane. */
export function compareBytes(a: string, b: string): number {
  if (a === b) return 0
  return isPlain.test(a) && isPlain.test(b) ? (a < b ? -1 : 1) : Buffer.compare(Buffer.from(a), Buffer.from(b))
}

const isPlain = /^[\0-\ud7ff]*$/
