const isAscii = /^[\0-\x7f]*$/
const encoder = new TextEncoder()

/** A text with one character for each byte of its UTF-8, which is how Go's matchers walk through names and patterns. */
export function toByteText(text: string): string {
  if (isAscii.test(text)) return text
  let bytes = ''
  for (const byte of encoder.encode(text)) bytes += String.fromCharCode(byte)
  return bytes
}
