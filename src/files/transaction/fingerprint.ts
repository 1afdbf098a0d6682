import { createHash } from 'node:crypto'
import type { FileContent } from './file-content.ts'

/** A file's content in short, as a journal tells it. */
export interface Fingerprint {
  /** SHA-256 in hexadecimal. */
  readonly hash: string
  readonly mode: FileContent['mode']
}

/** The fingerprint of a content. */
export function fingerprintOf({ bytes, mode }: FileContent): Fingerprint {
  return { hash: createHash('sha256').update(bytes).digest('hex'), mode }
}
