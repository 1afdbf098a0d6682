/** Texts and bytes that can be made again, by keys that name what they are made of. */
export interface Cache {
  /** What was written for a key; undefined where nothing was, or not whole. */
  readonly read: (key: string) => string | undefined
  readonly readBytes: (key: string) => Uint8Array | undefined
  /** Keeps a text. Where that fails, nothing is kept. */
  readonly write: (key: string, text: string) => void
  readonly writeBytes: (key: string, bytes: Uint8Array) => void
}
