import { createHash } from 'node:crypto'

/** Names a finding so that it stays the same when lines move: a hash of rule, path and logical pointer. 32 hex digits. */
export function createFingerprint(rule: string, path: string, pointer: string, ordinal: number): string {
  // JSON keeps halves of surrogate pairs apart, which UTF-8 does not.
  return createHash('sha256')
    .update(JSON.stringify([rule, path, pointer, ordinal]))
    .digest('hex')
    .slice(0, 32)
}
