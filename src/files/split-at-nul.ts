/** The parts of what git prints with `-z`, each ended by a NUL; what follows the last one is none. */
export function* splitAtNul(bytes: Buffer): Generator<Buffer> {
  for (let start = 0; start < bytes.length; ) {
    const end = bytes.indexOf(0, start)
    if (end < 0) return
    yield bytes.subarray(start, end)
    start = end + 1
  }
}
