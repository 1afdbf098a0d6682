import { createHash } from 'node:crypto'

/** The SHA-1 by which Git names an object of a kind with some content, in hexadecimal. */
export function hashGitObject(kind: 'blob' | 'tree', content: Uint8Array): string {
  return createHash('sha1').update(`${kind} ${content.length}\0`).update(content).digest('hex')
}
