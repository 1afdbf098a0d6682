import type { FileContent } from '../../files/transaction/file-content.ts'

/** Whether two files hold the same bytes with the same mode, or neither is there. */
export function isSameContent(one: FileContent | undefined, other: FileContent | undefined): boolean {
  if (one === undefined || other === undefined) return one === other
  return one.mode === other.mode && Buffer.compare(one.bytes, other.bytes) === 0
}
