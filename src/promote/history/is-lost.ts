import type { FileContent } from '../../files/transaction/file-content.ts'
import type { RepoPath } from '../../source/repo-path.ts'
import { isSameContent } from '../plan/is-same-content.ts'
import { mergeContents } from './merge-contents.ts'

/** A file of the target, undefined where it is not there. */
export interface JudgedFile {
  readonly path: RepoPath
  /** As the promotions before have left it. */
  readonly base: FileContent | undefined
  readonly target: FileContent | undefined
  /** As it is to be. */
  readonly result: FileContent | undefined
}

/** Whether something that the target has changed by itself would be gone: not all of it is in the result. */
export function isLost({ path, base, target, result }: JudgedFile): boolean {
  if (isSameContent(target, base) || isSameContent(target, result)) return false
  if (base === undefined || target === undefined || result === undefined) return true
  if (target.mode !== base.mode && target.mode !== result.mode) return true
  const merged = mergeContents(path, { base, source: target, target: result })
  if (merged === undefined) return !isSameBytes(target, base) && !isSameBytes(target, result)
  if (merged.conflicts.length > 0 || merged.changes.length > 0) return true
  // Every node is there. Where the nodes were not changed at all, it is a comment that would go.
  const own = mergeContents(path, { base, source: target, target: base })
  if (own === undefined || own.changes.length > 0) return false
  const asText = mergeContents(`${path}.txt`, { base, source: target, target: result })
  return asText === undefined || asText.conflicts.length > 0 || asText.changes.length > 0
}

function isSameBytes(one: FileContent, other: FileContent): boolean {
  return Buffer.compare(one.bytes, other.bytes) === 0
}
