const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~'

/** Bytes that one line holds. */
const lineBytes = 52

/** Bytes as the lines of a binary patch of Git: how many bytes a line holds as a letter, then five digits for each four. */
export function encodeBase85(bytes: Uint8Array): readonly string[] {
  const lines: string[] = []
  for (let start = 0; start < bytes.length; start += lineBytes) {
    lines.push(encodeLine(bytes.subarray(start, start + lineBytes)))
  }
  return lines
}

function encodeLine(bytes: Uint8Array): string {
  // A to Z for 1 to 26, a to z for 27 to 52.
  const { length } = bytes
  let line = String.fromCharCode(length <= 26 ? 64 + length : 70 + length)
  for (let start = 0; start < length; start += 4) {
    let value = 0
    for (let i = 0; i < 4; i++) value = value * 256 + (bytes[start + i] ?? 0)
    let word = ''
    for (let i = 0; i < 5; i++) {
      word = digits.charAt(value % 85) + word
      value = Math.floor(value / 85)
    }
    line += word
  }
  return line
}
