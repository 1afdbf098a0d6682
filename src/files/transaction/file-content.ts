/** What a regular file holds: its bytes, and whether its owner may execute it, which is all that Git keeps of its mode. */
export interface FileContent {
  readonly bytes: Uint8Array
  readonly mode: 'file' | 'executable'
}
