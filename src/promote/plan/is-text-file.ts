/** Whether bytes are UTF-8 text: they decode, and hold no NUL, which is what Git goes by. */
export function isTextFile(bytes: Uint8Array): boolean {
  if (bytes.includes(0)) return false
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}
