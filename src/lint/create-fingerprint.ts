import { createHash } from 'node:crypto'

/** Names a finding so that it stays the same when lines move: a hash of rule, path and logical pointer. 32 hex digits. */
export function createFingerprint(rule: string, path: string, pointer: string, ordinal: number): string {
  return createHash('sha256').update([rule, path, pointer, ordinal].join('\0')).digest('hex').slice(0, 32)
}
